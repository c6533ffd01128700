# The update of the weights by their gradients, in place.
#
# AdamW (Loshchilov and Hutter, arXiv 1711.05101) moves a weight that has a second moment. Muon (Keller Jordan, "Muon: An optimizer
# for hidden layers in neural networks", 2024) moves one that has none, a matrix of a layer: its array in `v` is empty.

# m, v: first and second moments; steps: a float32 counter for each weight; rates: see `step` in causal_lm.py.
def update(w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor], rates: Tensor) -> int:
  adapted = annotate(List[int], [])
  orthogonalized = annotate(List[int], [])
  for i in range(torch.len(w)):
    if torch.gt(torch.numel(v[i]), 0):
      _0 = torch.append(adapted, i)
    else:
      _1 = torch.append(orthogonalized, i)
  rate = float(torch.select(rates, 0, 1))
  decay = float(torch.select(rates, 0, 4))
  counters = __torch__.optimizer.take(steps, adapted)
  torch._foreach_add_(counters, 1)
  torch._fused_adamw_(__torch__.optimizer.take(w, adapted), __torch__.optimizer.take(g, adapted), __torch__.optimizer.take(m, adapted), __torch__.optimizer.take(v, adapted), annotate(List[Tensor], []), counters, lr=rate, beta1=float(torch.select(rates, 0, 2)), beta2=float(torch.select(rates, 0, 3)), weight_decay=decay, eps=float(torch.select(rates, 0, 5)), amsgrad=False, maximize=False)
  if torch.gt(torch.len(orthogonalized), 0):
    momentum = float(torch.select(rates, 0, 8))
    precision = int(torch.select(rates, 0, 9))
    _2 = __torch__.optimizer.muon(__torch__.optimizer.take(w, orthogonalized), __torch__.optimizer.take(g, orthogonalized), __torch__.optimizer.take(m, orthogonalized), rate, decay, momentum, precision)
  return torch.len(orthogonalized)

# Nesterov's momentum as a running mean, orthogonalized, times 0.2 sqrt(larger side), which makes an update about as large as
# one of AdamW (arXiv 2502.16982); decay is decoupled, as AdamW's. Matrices of one shape are orthogonalized together.
def muon(w: List[Tensor], g: List[Tensor], m: List[Tensor], rate: float, decay: float, momentum: float, precision: int) -> int:
  torch._foreach_lerp_(m, g, torch.sub(1., momentum))
  ahead = torch._foreach_lerp(g, m, momentum)
  torch._foreach_mul_(w, torch.sub(1., torch.mul(rate, decay)))
  for places in __torch__.optimizer.by_shape(w):
    stacked = torch.stack(__torch__.optimizer.take(ahead, places))
    larger = ops.prim.max(torch.size(stacked, 1), torch.size(stacked, 2))
    moved = torch.unbind(__torch__.optimizer.orthogonal(stacked, precision))
    torch._foreach_add_(__torch__.optimizer.take(w, places), moved, alpha=torch.mul(torch.mul(-0.2, torch.sqrt(larger)), rate))
  return torch.len(w)

# x [N,R,C] -> U V^T of each matrix's singular value decomposition U S V^T, nearly: five steps of Newton and Schulz, whose
# polynomial of degree five takes singular values of any size to 0.7 to 1.2. Computed in the data type `precision`.
def orthogonal(x: Tensor, precision: int) -> Tensor:
  tall = torch.gt(torch.size(x, 1), torch.size(x, 2))
  if tall:
    x = torch.transpose(x, 1, 2)
  y = torch.to(x, precision)
  y = torch.div(y, torch.clamp(torch.linalg_vector_norm(y, 2, [1, 2], True), 1e-7))
  for i in range(5):
    gram = torch.bmm(y, torch.transpose(y, 1, 2))
    y = torch.baddbmm(y, torch.baddbmm(gram, gram, gram, beta=-4.7750, alpha=2.0315), y, beta=3.4445)
  if tall:
    y = torch.transpose(y, 1, 2)
  return torch.to(y, 6)

# The places of the matrices of each shape.
def by_shape(matrices: List[Tensor]) -> List[List[int]]:
  groups = annotate(List[List[int]], [])
  for i in range(torch.len(matrices)):
    found = False
    for group in groups:
      if torch.eq(torch.size(matrices[i]), torch.size(matrices[group[0]])):
        _0 = torch.append(group, i)
        found = True
    if torch.__not__(found):
      _1 = torch.append(groups, [i])
  return groups

def take(arrays: List[Tensor], places: List[int]) -> List[Tensor]:
  taken = annotate(List[Tensor], [])
  for place in places:
    _0 = torch.append(taken, arrays[place])
  return taken
