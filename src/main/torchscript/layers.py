# The parts of a layer, each with its backward pass. Gradients are written by hand: libtorch's recording would keep more arrays,
# cast them more often and go over them more times.
#
# `kept` is a stack: a forward function pushes what its backward function pops. It is None where no gradient is wanted.
# `i` is the place of a layer's first array in `f` and in `g`, the gradients by `f`, in float32, which are added to (weights.py).
# A name with a leading d is the gradient by what the name says. The residual stream x and dx are float32.

def push(kept: Optional[List[Tensor]], x: Tensor) -> int:
  if torch.__isnot__(kept, None):
    _0 = torch.append(unchecked_cast(List[Tensor], kept), x)
  return 0

# Adds the gradient by the weight of a product to g [N,A]: d [..,N] is the gradient by its result, x [..,A] its input.
def accumulate(g: Tensor, d: Tensor, x: Tensor) -> Tensor:
  left = torch.transpose(torch.flatten(d, 0, -2), 0, 1)
  right = torch.flatten(x, 0, -2)
  if torch.eq(ops.prim.dtype(d), 6):
    g = torch.addmm_(g, left, right)
  else:
    g = torch.add_(g, torch.mm(left, right))
  return g

# x [..,D] -> [..,D]: x over its root mean square, computed in float32, returned in the computing precision. The norm's weight
# is part of the linear map that follows.
def norm(x: Tensor, epsilon: float, precision: int, kept: Optional[List[Tensor]]) -> Tensor:
  length = torch.linalg_vector_norm(x, 2, [-1], True)
  factor = torch.rsqrt(torch.add(torch.div(torch.mul(length, length), torch.size(x, -1)), epsilon))
  h = torch.to(torch.mul(x, factor), precision)
  _0 = __torch__.layers.push(kept, h)
  _1 = __torch__.layers.push(kept, factor)
  return h

# Adds the gradient by the norm's input to dx, as `factor * (dh - h * mean(dh * h))`.
def norm_backward(dx: Tensor, dh: Tensor, h: Tensor, factor: Tensor) -> Tensor:
  wide = torch.to(h, 6)
  d = torch.to(dh, 6)
  mean = torch.mean(torch.mul(d, wide), [-1], True)
  return torch.addcmul_(dx, torch.addcmul(d, wide, mean, value=-1), factor)

# positions [..] -> cosine and sine [..,1,E] of the rotary angles; the sine's first half negated, as `rotate` wants it.
def angles(positions: Tensor, width: int, theta: float, precision: int) -> Tuple[Tensor, Tensor]:
  exponents = torch.div(torch.arange(0, width, 2, dtype=6, layout=None, device=ops.prim.device(positions)), width)
  half = torch.mul(torch.unsqueeze(torch.to(positions, 6), -1), torch.reciprocal(torch.pow(theta, exponents)))
  cosine = torch.cos(half)
  sine = torch.sin(half)
  wide = torch.unsqueeze(torch.cat([cosine, cosine], -1), -2)
  signed = torch.unsqueeze(torch.cat([torch.neg(sine), sine], -1), -2)
  return (torch.to(wide, precision), torch.to(signed, precision))

# x [B,T,N,E] -> y, each head's halves rotated against each other, as Hugging Face's weights expect it; direction 1 forward, -1
# back.
def rotate(x: Tensor, cosine: Tensor, sine: Tensor, direction: int, y: Tensor) -> Tensor:
  first, second = torch.chunk(x, 2, -1)
  y = torch.mul(x, cosine, out=y)
  return torch.addcmul_(y, torch.cat([second, first], -1), sine, value=direction)

# x [B,T,D] -> query [B,T,H,E] and key [B,T,K,E], both rotated, and value [B,T,K,E].
def project(f: List[Tensor], i: int, x: Tensor, cosine: Tensor, sine: Tensor, heads: int, groups: int, epsilon: float, kept: Optional[List[Tensor]]) -> Tuple[Tensor, Tensor, Tensor]:
  h = __torch__.layers.norm(x, epsilon, ops.prim.dtype(f[i]), kept)
  joined = __torch__.products.linear(h, f[i], f[torch.add(i, 1)])
  joined = torch.view(joined, [torch.size(x, 0), torch.size(x, 1), torch.add(heads, torch.mul(2, groups)), torch.size(cosine, -1)])
  unturned, value = torch.split_with_sizes(joined, [torch.add(heads, groups), groups], 2)
  turned = __torch__.layers.rotate(unturned, cosine, sine, 1, torch.empty_like(unturned, memory_format=0))
  query, key = torch.split_with_sizes(turned, [heads, groups], 2)
  return (query, key, value)

# Adds the gradient by the input of `project` to dx.
def project_backward(f: List[Tensor], g: List[Tensor], i: int, dx: Tensor, dquery: Tensor, dkey: Tensor, dvalue: Tensor, cosine: Tensor, sine: Tensor, kept: List[Tensor]) -> Tensor:
  factor = torch.pop(kept)
  h = torch.pop(kept)
  turned = torch.cat([dquery, dkey], 2)
  rows, length, heads, width = torch.size(turned)
  groups = torch.size(dvalue, 2)
  joined = torch.empty([rows, length, torch.add(heads, groups), width], dtype=ops.prim.dtype(dquery), layout=None, device=ops.prim.device(dx))
  unturned, value = torch.split_with_sizes(joined, [heads, groups], 2)
  _0 = __torch__.layers.rotate(turned, cosine, sine, -1, unturned)
  _1 = torch.copy_(value, dvalue)
  d = torch.flatten(joined, 2)
  _2 = __torch__.layers.accumulate(g[i], d, h)
  _3 = torch.add_(g[torch.add(i, 1)], torch.sum(d, [0, 1]))
  return __torch__.layers.norm_backward(dx, __torch__.products.linear(d, torch.transpose(f[i], 0, 1), None), h, factor)

# Adds the projection of the attention's result [B,T,HE] to x.
def output(f: List[Tensor], i: int, x: Tensor, mixed: Tensor, kept: Optional[List[Tensor]]) -> Tensor:
  _0 = __torch__.layers.push(kept, mixed)
  return torch.add_(x, __torch__.products.linear(mixed, f[torch.add(i, 2)], None))

# dx -> the gradient by the attention's result [B,T,HE].
def output_backward(f: List[Tensor], g: List[Tensor], i: int, dx: Tensor, kept: List[Tensor]) -> Tensor:
  mixed = torch.pop(kept)
  d = torch.to(dx, ops.prim.dtype(mixed))
  _0 = __torch__.layers.accumulate(g[torch.add(i, 2)], d, mixed)
  return __torch__.products.linear(d, torch.transpose(f[torch.add(i, 2)], 0, 1), None)

# Adds the feed-forward part to x.
def feed_forward(f: List[Tensor], i: int, x: Tensor, epsilon: float, kept: Optional[List[Tensor]]) -> Tensor:
  h = __torch__.layers.norm(x, epsilon, ops.prim.dtype(f[i]), kept)
  gate = __torch__.products.linear(h, f[torch.add(i, 3)], None)
  up = __torch__.products.linear(h, f[torch.add(i, 4)], None)
  active = torch.silu(gate)
  for array in [gate, up, active]:
    _0 = __torch__.layers.push(kept, array)
  return torch.add_(x, __torch__.products.linear(torch.mul(active, up), f[torch.add(i, 5)], None))

# Adds the gradient by the input of `feed_forward` to dx.
def feed_forward_backward(f: List[Tensor], g: List[Tensor], i: int, dx: Tensor, kept: List[Tensor]) -> Tensor:
  active = torch.pop(kept)
  up = torch.pop(kept)
  gate = torch.pop(kept)
  factor = torch.pop(kept)
  h = torch.pop(kept)
  d = torch.to(dx, ops.prim.dtype(h))
  dproduct = __torch__.products.linear(d, torch.transpose(f[torch.add(i, 5)], 0, 1), None)
  dup = torch.mul(dproduct, active)
  dgate = torch.silu_backward(torch.mul_(dproduct, up), gate)
  _0 = __torch__.layers.accumulate(g[torch.add(i, 5)], d, torch.mul_(active, up))
  _1 = __torch__.layers.accumulate(g[torch.add(i, 3)], dgate, h)
  _2 = __torch__.layers.accumulate(g[torch.add(i, 4)], dup, h)
  dh = __torch__.products.linear(dgate, torch.transpose(f[torch.add(i, 3)], 0, 1), None)
  dh = torch.add_(dh, __torch__.products.linear(dup, torch.transpose(f[torch.add(i, 4)], 0, 1), None))
  return __torch__.layers.norm_backward(dx, dh, h, factor)
