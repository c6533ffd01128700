# Drawing tokens.

# logits [B,V], uniform [B] in [0,1) -> tokens [B]. The log-probabilities [B] with which they were drawn, at the temperature, among
# the tokens that top-k and top-p keep, are appended to `chances`; the likeliest token is not drawn, and has none.
# sampling_params, float64 [3]: temperature (0 = the likeliest token), top-k (0 = off), top-p (1 = off). A draw inverts the
# distribution's cumulative sum.
def draw(logits: Tensor, uniform: Tensor, sampling_params: Tensor, chances: List[Tensor]) -> Tensor:
  temperature = float(torch.select(sampling_params, 0, 0))
  top_k = int(torch.select(sampling_params, 0, 1))
  top_p = float(torch.select(sampling_params, 0, 2))
  if torch.eq(temperature, 0.):
    tokens = torch.argmax(logits, -1)
  else:
    warm = torch.div(logits, temperature)
    if torch.gt(top_k, 0):
      best, where = torch.topk(warm, ops.prim.min(top_k, torch.size(warm, 1)))
      least = torch.slice(best, 1, -1)
      warm = torch.masked_fill(warm, torch.lt(warm, least), -1.0e30)
    share = torch.softmax(warm, -1, dtype=7)
    if torch.lt(top_p, 1.):
      sorted, order = torch.sort(share, -1, True)
      before = torch.sub(torch.cumsum(sorted, -1), sorted)
      kept = torch.masked_fill(sorted, torch.ge(before, top_p), 0.)
      share = torch.scatter(torch.zeros_like(share), 1, order, kept)
    sums = torch.cumsum(share, -1)
    whole = torch.slice(sums, 1, -1)
    goal = torch.mul(torch.unsqueeze(uniform, 1), whole)
    tokens = torch.sum(torch.le(sums, goal), [-1])
    part = torch.div(__torch__.sampling.of_tokens(share, tokens), torch.squeeze(whole, 1))
    _0 = torch.append(chances, torch.to(torch.log(part), 6))
  return tokens

# x [..,V], tokens [..] -> [..].
def of_tokens(x: Tensor, tokens: Tensor) -> Tensor:
  return torch.squeeze(torch.gather(x, -1, torch.unsqueeze(tokens, -1)), -1)
