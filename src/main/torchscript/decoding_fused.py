# One token a row, for GPUs: in as few kernels as can be, because decoding there waits for their launches. decoding.py is for CPUs.
#
# `d`: the weights `f` (weights.py), which prompts are read with, and then what `advance` uses: embedding [V,D+8]; for each layer
# query-key-value [(H+2K)E,D+8], gate and up as one map [2F,D+8]; head [V,D+8]; the rotation of each position [C,E,E], those behind
# the context included that finished rows go through.
#
# The residual stream x [B,D+8], in float32, has behind its D values the constant sqrt(D epsilon) and seven zeros. So x over its
# length is what `layers.norm` computes, but for the factor sqrt(D), which is in the maps behind it; their columns for what is
# behind the D values are zero.
#
# `keys`, `values`: for each layer [N,K,P,E], a page for each row, long enough for all its positions.

# f -> d, which shares no memory with the weights that `f` was made of. cosine and sine of all positions [C,1,E].
def prepare(f: List[Tensor], layers: int, cosine: Tensor, sine: Tensor, epsilon: float) -> List[Tensor]:
  d = annotate(List[Tensor], [])
  for weight in f:
    _0 = torch.append(d, torch.clone(weight))
  width = torch.size(f[0], 1)
  embedding = torch.constant_pad_nd(f[0], [0, 8], 0)
  _1 = torch.fill_(torch.select(embedding, 1, width), torch.sqrt(torch.mul(epsilon, width)))
  _2 = torch.append(d, embedding)
  for layer in range(layers):
    i = torch.add(torch.mul(layer, 6), 1)
    _3 = torch.append(d, __torch__.decoding_fused.behind_norm(f[i]))
    _4 = torch.append(d, __torch__.decoding_fused.behind_norm(torch.cat([f[torch.add(i, 3)], f[torch.add(i, 4)]])))
  _5 = torch.append(d, __torch__.decoding_fused.behind_norm(f[-1]))
  _6 = torch.append(d, __torch__.decoding_fused.rotations(cosine, sine))
  return d

# A map [N,D] behind a norm -> [N,D+8].
def behind_norm(weight: Tensor) -> Tensor:
  factor = torch.sqrt(torch.size(weight, 1))
  return torch.constant_pad_nd(torch.to(torch.mul(torch.to(weight, 6), factor), ops.prim.dtype(weight)), [0, 8], 0)

# cosine and sine [C,1,E] -> matrices [C,E,E]: x times one is what `layers.rotate` makes of x.
def rotations(cosine: Tensor, sine: Tensor) -> Tensor:
  width = torch.size(cosine, 2)
  same = torch.eye(width, dtype=ops.prim.dtype(cosine), layout=None, device=ops.prim.device(cosine))
  other = torch.roll(same, [torch.floordiv(width, 2)], [0])
  return torch.add(torch.mul(cosine, same), torch.mul(sine, other))

# x [B,D+8] -> [B,D+8] over its length, in the computing precision.
def norm(x: Tensor, precision: int) -> Tensor:
  h = torch.empty_like(x, dtype=precision)
  return torch.div(x, torch.linalg_vector_norm(x, 2, [-1], True), out=h)

# The first `count` rows' first `length` positions: for each layer [B,K,L,E].
def rows(pools: List[Tensor], first: int, count: int, length: int) -> List[Tensor]:
  found = annotate(List[Tensor], [])
  for pool in pools:
    _0 = torch.append(found, torch.narrow(torch.narrow(pool, 0, first, count), 2, 0, length))
  return found

# What is added to the scores of positions that a row has come to and of those that it has not: [2].
def added(like: Tensor) -> Tensor:
  return torch.mul(torch.arange(2, dtype=ops.prim.dtype(like), layout=None, device=ops.prim.device(like)), -1.0e9)

# The same for each position, [B,1,1,L]. all [L]: the positions.
def mask(positions: Tensor, all: Tensor, added: Tensor) -> Tensor:
  hidden = torch.gt(all, torch.unsqueeze(positions, 1))
  added = torch.where(hidden, torch.select(added, 0, 1), torch.select(added, 0, 0))
  return torch.unsqueeze(torch.unsqueeze(added, 1), 1)

# tokens [B] at positions [B] -> logits [B,V] in float32. Writes keys and values of the tokens into `pages` [B].
def advance(d: List[Tensor], keys: List[Tensor], values: List[Tensor], known_keys: List[Tensor], known_values: List[Tensor], all: Tensor, added: Tensor, tokens: Tensor, positions: Tensor, pages: Tensor, heads: int, groups: int) -> Tensor:
  layers = torch.len(keys)
  precision = ops.prim.dtype(keys[0])
  first = torch.add(torch.mul(layers, 6), 2)
  width = torch.size(d[0], 1)
  rotation = torch.index_select(d[-1], 0, positions)
  hidden = __torch__.decoding_fused.mask(positions, all, added)
  place = annotate(List[Optional[Tensor]], [pages, None, positions])
  x = torch.embedding(d[first], tokens)
  stream = torch.narrow(x, 1, 0, width)
  for layer in range(layers):
    i = torch.add(torch.mul(layer, 6), 1)
    j = torch.add(torch.add(first, 1), torch.mul(layer, 2))
    joined = torch.linear(__torch__.decoding_fused.norm(x, precision), d[j], d[torch.add(i, 1)])
    joined = torch.view(joined, [torch.size(tokens, 0), torch.add(heads, torch.mul(2, groups)), torch.size(rotation, 2)])
    turned = torch.bmm(torch.narrow(joined, 1, 0, torch.add(heads, groups)), rotation)
    _0 = torch.index_put_(keys[layer], place, torch.narrow(turned, 1, heads, groups))
    _1 = torch.index_put_(values[layer], place, torch.narrow(joined, 1, torch.add(heads, groups), groups))
    query = torch.reshape(torch.narrow(turned, 1, 0, heads), [torch.size(tokens, 0), groups, torch.floordiv(heads, groups), torch.size(rotation, 2)])
    mixed = torch.scaled_dot_product_attention(query, known_keys[layer], known_values[layer], hidden, 0., False, scale=1.)
    _2 = torch.add_(stream, torch.linear(torch.flatten(mixed, 1), d[torch.add(i, 2)], None))
    gate, up = torch.chunk(torch.linear(__torch__.decoding_fused.norm(x, precision), d[torch.add(j, 1)], None), 2, 1)
    _3 = torch.add_(stream, torch.linear(torch.mul(torch.silu(gate), up), d[torch.add(i, 5)], None))
  return torch.to(torch.linear(__torch__.decoding_fused.norm(x, precision), d[-2], None), 6)
