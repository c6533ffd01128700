# Causal attention within rows and its backward pass.
#
# Queries are taken in blocks, and a block looks at the keys up to its end only: nothing is computed for what is masked, but in
# the blocks on the diagonal. Query heads that share a key are rows of one product. On a GPU, where `block` is 0, libtorch's
# fused kernel does it all.
#
# R = H/K, query heads to a key. The factor of the scores is in the queries already (see weights.py).

# query [B,T,H,E], key and value [B,T,K,E] -> [B,T,HE]. What the backward pass needs is pushed to `kept`.
def attend(query: Tensor, key: Tensor, value: Tensor, block: int, kept: Optional[List[Tensor]]) -> Tensor:
  if torch.eq(block, 0):
    mixed = __torch__.attention.attend_fused(query, key, value, kept)
  else:
    groups = torch.size(key, 2)
    q = __torch__.attention.by_group(query, groups)
    k = __torch__.attention.by_group(key, groups)
    v = __torch__.attention.by_group(value, groups)
    blocks = __torch__.attention.attend_blocks(q, k, v, block, kept)
    mixed = __torch__.attention.by_token(blocks, torch.size(query, 0), torch.size(query, 1))
    for x in [q, k, v]:
      _0 = __torch__.layers.push(kept, x)
  return torch.flatten(mixed, 2)

# The gradient by attend's result [B,T,HE] -> by query [B,T,H,E], key and value [B,T,K,E]. Pops what `attend` pushed.
def attend_backward(d: Tensor, width: int, block: int, kept: List[Tensor]) -> Tuple[Tensor, Tensor, Tensor]:
  rows, length, all = torch.size(d)
  apart = torch.view(d, [rows, length, torch.floordiv(all, width), width])
  if torch.eq(block, 0):
    dquery, dkey, dvalue = __torch__.attention.fused_backward(apart, kept)
  else:
    v = torch.pop(kept)
    k = torch.pop(kept)
    q = torch.pop(kept)
    grouped = __torch__.attention.by_group(apart, torch.floordiv(torch.size(k, 0), rows))
    dq, dk, dv = __torch__.attention.blocks_backward(grouped, q, k, v, block, kept)
    dquery = __torch__.attention.by_token(dq, rows, length)
    dkey = __torch__.attention.by_token(dk, rows, length)
    dvalue = __torch__.attention.by_token(dv, rows, length)
  return (dquery, dkey, dvalue)

# q [BK,TR,E], k and v [BK,T,E] -> [BK,TR,E]. Pushes each block's weights.
def attend_blocks(q: Tensor, k: Tensor, v: Tensor, block: int, kept: Optional[List[Tensor]]) -> Tensor:
  length = torch.size(k, 1)
  share = torch.floordiv(torch.size(q, 1), length)
  mask = __torch__.attention.causal_mask(ops.prim.min(block, length), share, q)
  blocks = annotate(List[Tensor], [])
  for start in range(0, length, block):
    end = ops.prim.min(torch.add(start, block), length)
    scores = torch.bmm(__torch__.attention.part(q, start, end, share), torch.transpose(__torch__.attention.part(k, 0, end, 1), 1, 2))
    diagonal = torch.slice(scores, 2, start)
    _0 = torch.add_(diagonal, torch.slice(torch.slice(mask, 0, 0, torch.size(diagonal, 1)), 1, 0, torch.size(diagonal, 2)))
    weights = torch.softmax(scores, -1)
    _1 = torch.append(blocks, torch.bmm(weights, __torch__.attention.part(v, 0, end, 1)))
    _2 = __torch__.layers.push(kept, weights)
  return torch.cat(blocks, 1)

# The gradient by attend_blocks' result -> by q, k and v. Blocks come in the opposite order: the first one here, the last of
# the row, has all keys.
def blocks_backward(d: Tensor, q: Tensor, k: Tensor, v: Tensor, block: int, kept: List[Tensor]) -> Tuple[Tensor, Tensor, Tensor]:
  length = torch.size(k, 1)
  share = torch.floordiv(torch.size(q, 1), length)
  precision = ops.prim.dtype(q)
  dq = torch.empty_like(q)
  dk = torch.zeros_like(k, dtype=6)
  dv = torch.zeros_like(v, dtype=6)
  last = torch.mul(torch.floordiv(torch.sub(length, 1), block), block)
  for start in range(last, -1, torch.neg(block)):
    end = ops.prim.min(torch.add(start, block), length)
    dblock = __torch__.attention.part(d, start, end, share)
    weights = torch.pop(kept)
    dweights = torch.bmm(dblock, torch.transpose(__torch__.attention.part(v, 0, end, 1), 1, 2))
    dscores = torch._softmax_backward_data(dweights, weights, -1, precision)
    dquery = torch.bmm(dscores, __torch__.attention.part(k, 0, end, 1))
    _0 = torch.copy_(torch.slice(dq, 1, torch.mul(start, share), torch.mul(end, share)), dquery)
    dkey = torch.bmm(torch.transpose(dscores, 1, 2), __torch__.attention.part(q, start, end, share))
    _1 = torch.add_(torch.slice(dk, 1, 0, end), dkey)
    _2 = torch.add_(torch.slice(dv, 1, 0, end), torch.bmm(torch.transpose(weights, 1, 2), dblock))
  return (dq, torch.to(dk, precision), torch.to(dv, precision))

# The places `start` to `end` of x [BK,TR,E], contiguous: products of bfloat16 transpose a copy of anything else.
def part(x: Tensor, start: int, end: int, share: int) -> Tensor:
  return torch.contiguous(torch.slice(x, 1, torch.mul(start, share), torch.mul(end, share)))

# What is added to a square of scores on the diagonal [side R,side].
def causal_mask(side: int, share: int, like: Tensor) -> Tensor:
  full = torch.full([side, side], -1.0e9, dtype=ops.prim.dtype(like), layout=None, device=ops.prim.device(like))
  return torch.repeat_interleave(torch.triu(full, 1), share, 0)

# x [B,T,KR,E] -> [BK,TR,E].
def by_group(x: Tensor, groups: int) -> Tensor:
  rows, length, heads, width = torch.size(x)
  share = torch.floordiv(heads, groups)
  apart = torch.permute(torch.reshape(x, [rows, length, groups, share, width]), [0, 2, 1, 3, 4])
  return torch.reshape(apart, [torch.mul(rows, groups), torch.mul(length, share), width])

# x [BK,TR,E] -> [B,T,KR,E].
def by_token(x: Tensor, rows: int, length: int) -> Tensor:
  width = torch.size(x, 2)
  groups = torch.floordiv(torch.size(x, 0), rows)
  share = torch.floordiv(torch.size(x, 1), length)
  apart = torch.permute(torch.view(x, [rows, groups, length, share, width]), [0, 2, 1, 3, 4])
  return torch.reshape(apart, [rows, length, torch.mul(groups, share), width])

# As `attend`, to [B,T,H,E]. libtorch records this, and its own backward pass is used. On GPUs no fused kernel of float32 knows heads
# that share a key: they are given a copy each.
def attend_fused(query: Tensor, key: Tensor, value: Tensor, kept: Optional[List[Tensor]]) -> Tensor:
  inputs = annotate(List[Tensor], [])
  for x in [query, key, value]:
    flipped = torch.detach(torch.transpose(x, 1, 2))
    if torch.__isnot__(kept, None):
      flipped = torch.requires_grad_(flipped)
    _0 = torch.append(inputs, flipped)
    _1 = __torch__.layers.push(kept, flipped)
  share = torch.floordiv(torch.size(query, 2), torch.size(key, 2))
  k = inputs[1]
  v = inputs[2]
  if torch.__and__(torch.gt(share, 1), torch.eq(ops.prim.dtype(key), 6)):
    k = torch.repeat_interleave(k, share, 1)
    v = torch.repeat_interleave(v, share, 1)
  shared = torch.ne(torch.size(query, 2), torch.size(k, 1))
  mixed = torch.scaled_dot_product_attention(inputs[0], k, v, None, 0., True, scale=1., enable_gqa=shared)
  _2 = __torch__.layers.push(kept, mixed)
  return torch.transpose(torch.detach(mixed), 1, 2)

# As `attend_backward`, from [B,T,H,E].
def fused_backward(d: Tensor, kept: List[Tensor]) -> Tuple[Tensor, Tensor, Tensor]:
  mixed = torch.pop(kept)
  v = torch.pop(kept)
  k = torch.pop(kept)
  q = torch.pop(kept)
  found = annotate(List[Tensor], [])
  for gradient in torch.grad([mixed], [q, k, v], annotate(List[Optional[Tensor]], [torch.transpose(d, 1, 2)])):
    _0 = torch.append(found, torch.transpose(unchecked_cast(Tensor, gradient), 1, 2))
  return (found[0], found[1], found[2])
