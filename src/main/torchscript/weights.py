# Weights joined and cast for computing.
#
# `w`, the weights as Hugging Face's Qwen2ForCausalLM has them, in float32: embedding [V,D]; for each layer 12 of them: input
# norm [D], query [HE,D] and bias [HE], key [KE,D] and bias [KE], value [KE,D] and bias [KE], output [D,HE], norm before the
# feed-forward part [D], gate [F,D], up [F,D], down [D,F]; final norm [D]; head [V,D], left out where it is the embedding.
#
# `f`, the same for computing, in the computing precision: embedding (float32); for each layer 6: query-key-value [(H+2K)E,D]
# and bias, output, gate, up, down; head. A norm's weight is multiplied into the linear map behind it, and the scores' factor
# 1/sqrt(E) into the query, where they cost nothing a token.

# w -> f.
def fuse(w: List[Tensor], heads: int, layers: int, precision: int) -> List[Tensor]:
  f = annotate(List[Tensor], [w[0]])
  for layer in range(layers):
    i = torch.add(torch.mul(layer, 12), 1)
    scale = __torch__.weights.score_scale(w[torch.add(i, 1)], heads)
    joined = torch.cat([torch.mul(w[torch.add(i, 1)], scale), w[torch.add(i, 3)], w[torch.add(i, 5)]])
    bias = torch.cat([torch.mul(w[torch.add(i, 2)], scale), w[torch.add(i, 4)], w[torch.add(i, 6)]])
    _0 = torch.append(f, torch.to(torch.mul(joined, w[i]), precision))
    _1 = torch.append(f, torch.to(bias, precision))
    _2 = torch.append(f, torch.to(w[torch.add(i, 7)], precision))
    _3 = torch.append(f, torch.to(torch.mul(w[torch.add(i, 9)], w[torch.add(i, 8)]), precision))
    _4 = torch.append(f, torch.to(torch.mul(w[torch.add(i, 10)], w[torch.add(i, 8)]), precision))
    _5 = torch.append(f, torch.to(w[torch.add(i, 11)], precision))
  head, norm = __torch__.weights.head_and_norm(w, layers)
  _6 = torch.append(f, torch.to(torch.mul(head, norm), precision))
  return f

# Gradients by f, in float32 -> gradients by w. Uses up `g`.
def unfuse(w: List[Tensor], g: List[Tensor], heads: int, layers: int) -> List[Tensor]:
  gradients = annotate(List[Tensor], [g[0]])
  for layer in range(layers):
    i = torch.add(torch.mul(layer, 12), 1)
    j = torch.add(torch.mul(layer, 6), 1)
    scale = __torch__.weights.score_scale(w[torch.add(i, 1)], heads)
    sizes = [torch.size(w[torch.add(i, 1)], 0), torch.size(w[torch.add(i, 3)], 0), torch.size(w[torch.add(i, 5)], 0)]
    query, key, value = torch.split_with_sizes(g[j], sizes)
    query = torch.mul_(query, scale)
    query_bias, key_bias, value_bias = torch.split_with_sizes(g[torch.add(j, 1)], sizes)
    joined = torch.cat([w[torch.add(i, 1)], w[torch.add(i, 3)], w[torch.add(i, 5)]])
    _0 = torch.append(gradients, __torch__.weights.norm_gradient(g[j], joined))
    for part, bias in [(query, torch.mul(query_bias, scale)), (key, key_bias), (value, value_bias)]:
      _1 = torch.append(gradients, torch.mul_(part, w[i]))
      _2 = torch.append(gradients, bias)
    _3 = torch.append(gradients, g[torch.add(j, 2)])
    gate_norm = __torch__.weights.norm_gradient(g[torch.add(j, 3)], w[torch.add(i, 9)])
    up_norm = __torch__.weights.norm_gradient(g[torch.add(j, 4)], w[torch.add(i, 10)])
    _4 = torch.append(gradients, torch.add(gate_norm, up_norm))
    _5 = torch.append(gradients, torch.mul_(g[torch.add(j, 3)], w[torch.add(i, 8)]))
    _6 = torch.append(gradients, torch.mul_(g[torch.add(j, 4)], w[torch.add(i, 8)]))
    _7 = torch.append(gradients, g[torch.add(j, 5)])
  head, norm = __torch__.weights.head_and_norm(w, layers)
  _8 = torch.append(gradients, __torch__.weights.norm_gradient(g[-1], head))
  dhead = torch.mul_(g[-1], norm)
  if torch.gt(torch.len(w), torch.len(gradients)):
    _9 = torch.append(gradients, dhead)
  else:
    _10 = torch.add_(gradients[0], dhead)
  return gradients

# The factor of attention's scores, 1/sqrt(E).
def score_scale(query: Tensor, heads: int) -> float:
  return torch.pow(torch.floordiv(torch.size(query, 0), heads), -0.5)

# The head [V,D], or the embedding where it is that, and the final norm's weight [D].
def head_and_norm(w: List[Tensor], layers: int) -> Tuple[Tensor, Tensor]:
  norm = torch.add(torch.mul(layers, 12), 1)
  head = w[0]
  if torch.gt(torch.len(w), torch.add(norm, 1)):
    head = w[-1]
  return (head, w[norm])

# The gradient by a map [N,D] behind a norm, and the map itself -> the gradient by the norm's weight [D].
def norm_gradient(g: Tensor, weight: Tensor) -> Tensor:
  return torch.sum(torch.mul(g, weight), [0])
