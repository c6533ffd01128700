# One token a row, from a cache of keys and values in pages.
#
# `d`, the weights for decoding: those of `f` (weights.py), the feed-forward width filled up with zeros to a multiple of 64; for
# each layer gate and up as one map [2F,D], of which those in `f` are views; cosine and sine of all positions [C,E], those behind
# the context included that finished rows go through.
#
# `keys`, `values`: for each layer pages [N,K,P,E] of P positions. Rows are in the order of the pages that they need, most first.
# `blocks`, for the n-th P positions of all rows that have any: first page, and number of rows, which are the first ones.
# Pages of a block lie one behind the other, because a product over anything that is not contiguous is three times as slow.
#
# What a row computes depends on no other row, on x86-64: its products do not (products_onednn.py), and functions such as silu go
# over whole vectors, hence the multiple of 64.

# f -> d, which shares no memory with the weights that `f` was made of.
def prepare(f: List[Tensor], layers: int, cosine: Tensor, sine: Tensor) -> List[Tensor]:
  d = annotate(List[Tensor], [torch.clone(f[0])])
  joints = annotate(List[Tensor], [])
  for layer in range(layers):
    i = torch.add(torch.mul(layer, 6), 1)
    missing = torch.remainder(torch.neg(torch.size(f[torch.add(i, 3)], 0)), 64)
    gate = torch.constant_pad_nd(f[torch.add(i, 3)], [0, 0, 0, missing], 0)
    up = torch.constant_pad_nd(f[torch.add(i, 4)], [0, 0, 0, missing], 0)
    joint = torch.cat([gate, up])
    views = torch.chunk(joint, 2)
    for weight in [f[i], f[torch.add(i, 1)], torch.clone(f[torch.add(i, 2)]), views[0], views[1]]:
      _0 = torch.append(d, weight)
    _1 = torch.append(d, torch.constant_pad_nd(f[torch.add(i, 5)], [0, missing], 0))
    _2 = torch.append(joints, joint)
  _3 = torch.append(d, f[-1])
  for array in joints:
    _4 = torch.append(d, array)
  _5 = torch.append(d, torch.squeeze(cosine, 1))
  _6 = torch.append(d, torch.squeeze(sine, 1))
  return d

# x [B,D] -> query [B,H,E] and key [B,K,E], both rotated, and value [B,K,E]; cosine and sine [B,1,E].
def project(d: List[Tensor], i: int, x: Tensor, cosine: Tensor, sine: Tensor, heads: int, groups: int, epsilon: float) -> Tuple[Tensor, Tensor, Tensor]:
  h = __torch__.layers.norm(x, epsilon, ops.prim.dtype(d[i]), None)
  joined = torch.add_(__torch__.products.linear_of_rows(h, d[i]), d[torch.add(i, 1)])
  joined = torch.view(joined, [torch.size(x, 0), torch.add(heads, torch.mul(2, groups)), torch.size(cosine, 2)])
  unturned, value = torch.split_with_sizes(joined, [torch.add(heads, groups), groups], 1)
  turned = __torch__.layers.rotate(unturned, cosine, sine, 1, torch.empty_like(unturned, memory_format=0))
  query, key = torch.split_with_sizes(turned, [heads, groups], 1)
  return (query, key, value)

# Adds the feed-forward part to x [B,D].
def feed_forward(d: List[Tensor], i: int, joint: Tensor, x: Tensor, epsilon: float) -> Tensor:
  h = __torch__.layers.norm(x, epsilon, ops.prim.dtype(joint), None)
  gate, up = torch.chunk(__torch__.products.linear_of_rows(h, joint), 2, 1)
  return torch.add_(x, __torch__.products.linear_of_rows(torch.mul(torch.silu(gate), up), d[torch.add(i, 5)]))

# The pages of each block as one array of matrices [rows K,P,E].
def matrices(pool: Tensor, blocks: List[int]) -> List[Tensor]:
  found = annotate(List[Tensor], [])
  for j in range(torch.floordiv(torch.len(blocks), 2)):
    pages = torch.narrow(pool, 0, blocks[torch.mul(2, j)], blocks[torch.add(torch.mul(2, j), 1)])
    _0 = torch.append(found, torch.flatten(pages, 0, 1))
  return found

# query [B,H,E], mask [B,1,L] added to the scores -> [B,HE] in the query's type.
def attend(query: Tensor, keys: List[Tensor], values: List[Tensor], mask: Tensor) -> Tensor:
  rows, heads, width = torch.size(query)
  matrices = torch.size(keys[0], 0)
  share = torch.floordiv(torch.mul(rows, heads), matrices)
  side = torch.size(keys[0], 1)
  length = torch.size(mask, 2)
  q = torch.to(torch.reshape(query, [matrices, share, width]), ops.prim.dtype(keys[0]))
  scores = torch.clone(torch.expand(mask, [rows, heads, length]), memory_format=0)
  scores = torch.view(scores, [matrices, share, length])
  for j in range(torch.len(keys)):
    count = torch.size(keys[j], 0)
    part = torch.narrow(torch.narrow(scores, 0, 0, count), 2, torch.mul(j, side), side)
    _0 = torch.add_(part, torch.bmm(torch.narrow(q, 0, 0, count), torch.transpose(keys[j], 1, 2)))
  weights = torch.to(torch.softmax(scores, -1), ops.prim.dtype(q))
  mixed = torch.to(torch.bmm(torch.narrow(weights, 2, 0, side), values[0]), 6)
  for j in range(1, torch.len(values)):
    count = torch.size(values[j], 0)
    part = torch.narrow(torch.narrow(weights, 0, 0, count), 2, torch.mul(j, side), side)
    _1 = torch.add_(torch.narrow(mixed, 0, 0, count), torch.bmm(part, values[j]))
  return torch.to(torch.view(mixed, [rows, torch.mul(heads, width)]), ops.prim.dtype(query))

# tokens [B] at positions [B] -> logits [B,V] in float32. Writes keys and values of the tokens into `pages` [B].
# `key_blocks`, `value_blocks`: for each layer the matrices of each block.
def advance(d: List[Tensor], keys: List[Tensor], values: List[Tensor], key_blocks: List[List[Tensor]], value_blocks: List[List[Tensor]], tokens: Tensor, positions: Tensor, pages: Tensor, heads: int, groups: int, epsilon: float) -> Tensor:
  layers = torch.len(keys)
  side = torch.size(keys[0], 2)
  length = torch.mul(side, torch.len(key_blocks[0]))
  cosine = torch.unsqueeze(torch.index_select(d[-2], 0, positions), 1)
  sine = torch.unsqueeze(torch.index_select(d[-1], 0, positions), 1)
  all = torch.arange(length, dtype=4, layout=None, device=ops.prim.device(tokens))
  hidden = torch.gt(torch.unsqueeze(all, 0), torch.unsqueeze(positions, 1))
  mask = torch.unsqueeze(torch.mul(torch.to(hidden, 6), -1.0e9), 1)
  place = annotate(List[Optional[Tensor]], [pages, None, torch.remainder(positions, side)])
  x = torch.embedding(d[0], tokens)
  for layer in range(layers):
    i = torch.add(torch.mul(layer, 6), 1)
    query, key, value = __torch__.decoding.project(d, i, x, cosine, sine, heads, groups, epsilon)
    _0 = torch.index_put_(keys[layer], place, torch.to(key, ops.prim.dtype(keys[layer])))
    _1 = torch.index_put_(values[layer], place, torch.to(value, ops.prim.dtype(values[layer])))
    mixed = __torch__.decoding.attend(query, key_blocks[layer], value_blocks[layer], mask)
    x = torch.add_(x, __torch__.products.linear_of_rows(mixed, d[torch.add(i, 2)]))
    joint = d[torch.add(torch.add(torch.mul(layers, 6), 2), layer)]
    x = __torch__.decoding.feed_forward(d, i, joint, x, epsilon)
  head = d[torch.add(torch.mul(layers, 6), 1)]
  h = __torch__.layers.norm(x, epsilon, ops.prim.dtype(head), None)
  return torch.to(__torch__.products.linear_of_rows(h, head), 6)

# The cached keys or values of prompts, [R,T,K,E], as pages [R J,K,P,E], filled up with zeros.
def pages(cached: Tensor, side: int) -> Tensor:
  rows, length, groups, width = torch.size(cached)
  missing = torch.remainder(torch.neg(length), side)
  full = torch.constant_pad_nd(cached, [0, 0, 0, 0, 0, missing], 0)
  apart = torch.view(full, [rows, torch.floordiv(torch.add(length, missing), side), side, groups, width])
  return torch.contiguous(torch.transpose(torch.flatten(apart, 0, 1), 1, 2))
