# What a policy learns from completions that were judged (GRPO), and the gradient at the logits.
#
# B rows of T places, V tokens. Place t holds what is predicted after token t, so token t + 1. All is computed at the temperature
# at which completions were drawn, in float32. l is the log-probability of the token that stands there.
#
# `spans`, int64 [B,2]: the tokens of the prompt, those of prompt and completion. They alone say which places count: a
# completion may hold any token, that which fills up rows as well.
# `rows`, float32 [B,2]: the advantage, and what each token of the completion counts in the sum.
# `terms`, float64 [9], on the CPU: the temperature; whether the ratio is computed (1) or is 1 by definition (0); its bounds: the
# lowest for negative advantages, the highest for positive ones, the highest for negative ones; the highest importance weight, 0
# for none; the weight of the KL term, which estimator its gradient is of (2 or 3); the weight of the entropy.
# `totals`, float64 [10]: sums over all tokens of completions: how many, the objective, KL divergence, its estimate k3, entropy,
# ratios below the lowest, above the highest, above the highest for negative advantages, |l - drawn|; then the largest of those.

# Which places hold a token of a completion: [B,T], and whether they do.
def written(places: int, spans: Tensor) -> Tensor:
  token = torch.arange(1, torch.add(places, 1), dtype=4, layout=None, device=ops.prim.device(spans))
  after_prompt = torch.ge(token, torch.narrow(spans, 1, 0, 1))
  return torch.logical_and(after_prompt, torch.lt(token, torch.narrow(spans, 1, 1, 1)))

# x where a completion is, 0 elsewhere, whatever stands there.
def only(x: Tensor, written: Tensor) -> Tensor:
  return torch.masked_fill(x, torch.logical_not(written), 0.)

# The logarithm of a ratio of probabilities, so bounded that the ratio is finite.
def bounded(x: Tensor) -> Tensor:
  return torch.clamp(x, -20., 20.)

# The policy term, its derivative by l, and which ratios met a bound. `difference`: l less that of the draw.
def policy_term(difference: Tensor, advantage: Tensor, terms: Tensor) -> Tuple[Tensor, Tensor, List[Tensor]]:
  gain = torch.gt(advantage, 0.)
  loss = torch.lt(advantage, 0.)
  ratio = torch.exp(__torch__.policy.bounded(difference))
  if torch.eq(float(torch.select(terms, 0, 1)), 0.):
    highest = float(torch.select(terms, 0, 5))
    if torch.gt(highest, 0.):
      ratio = torch.clamp(ratio, None, highest)
    else:
      ratio = torch.ones_like(ratio)
    stopped = [torch.zeros_like(gain), torch.zeros_like(gain), torch.zeros_like(gain)]
    value = torch.neg(torch.mul(ratio, advantage))
    slope = value
  else:
    low = float(torch.select(terms, 0, 2))
    high = float(torch.select(terms, 0, 3))
    dual = float(torch.select(terms, 0, 4))
    too_low = torch.logical_and(loss, torch.lt(ratio, low))
    too_high = torch.logical_and(gain, torch.gt(ratio, high))
    too_far = torch.logical_and(loss, torch.gt(ratio, dual))
    stopped = [too_low, too_high, too_far]
    all_stopped = torch.logical_or(torch.logical_or(too_low, too_high), too_far)
    slope = torch.masked_fill(torch.neg(torch.mul(ratio, advantage)), all_stopped, 0.)
    ratio = torch.masked_fill(torch.masked_fill(torch.masked_fill(ratio, too_low, low), too_high, high), too_far, dual)
    value = torch.neg(torch.mul(ratio, advantage))
  return (value, slope, stopped)

# The term that keeps l near that of the reference, its derivative by l, and k3.
def kl_term(l: Tensor, reference: Tensor, terms: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
  x = __torch__.policy.bounded(torch.sub(reference, l))
  more = torch.expm1(x)
  k3 = torch.clamp(torch.sub(more, x), 0.)
  if torch.eq(float(torch.select(terms, 0, 7)), 3.):
    value = k3
    slope = torch.neg(more)
  else:
    value = torch.mul(torch.mul(x, x), 0.5)
    slope = torch.neg(x)
  return (value, slope, k3)

# logits [B,T,V], and those of the reference, empty for none; tokens [B,T]; drawn [B,T], the log-probabilities with which tokens
# were drawn -> the objective's gradient by the logits [B T,V]. Adds to `totals`.
def at_logits(logits: Tensor, reference: Tensor, tokens: Tensor, spans: Tensor, rows: Tensor, drawn: Tensor, totals: Tensor, terms: Tensor) -> Tensor:
  temperature = float(torch.select(terms, 0, 0))
  entropy_weight = float(torch.select(terms, 0, 8))
  target = torch.unsqueeze(tokens, -1)
  written = __torch__.policy.written(torch.size(tokens, 1), spans)
  advantage = torch.narrow(rows, 1, 0, 1)
  weight = __torch__.policy.only(torch.expand(torch.narrow(rows, 1, 1, 1), torch.size(tokens)), written)
  all = torch.log_softmax(torch.div(logits, temperature), -1)
  p = torch.exp(all)
  l = torch.squeeze(torch.gather(all, -1, target), -1)
  entropy = torch.neg(torch.sum(torch.mul(p, all), [-1]))
  difference = __torch__.policy.only(torch.sub(l, drawn), written)
  value, slope, stopped = __torch__.policy.policy_term(difference, advantage, terms)
  value = torch.sub(value, entropy, alpha=entropy_weight)
  kl = torch.zeros_like(l)
  k3 = torch.zeros_like(l)
  if torch.gt(torch.numel(reference), 0):
    near = torch.log_softmax(torch.div(reference, temperature), -1)
    kl = torch.clamp(torch.sum(torch.mul(p, torch.sub(all, near)), [-1]), 0.)
    kl_value, kl_slope, k3 = __torch__.policy.kl_term(l, torch.squeeze(torch.gather(near, -1, target), -1), terms)
    kl_weight = float(torch.select(terms, 0, 6))
    value = torch.add(value, kl_value, alpha=kl_weight)
    slope = torch.add(slope, kl_slope, alpha=kl_weight)
  size = torch.abs(difference)
  sums = annotate(List[Tensor], [torch.sum(written, dtype=7)])
  for x in [torch.mul(weight, value), kl, k3, entropy, stopped[0], stopped[1], stopped[2], size]:
    _0 = torch.append(sums, torch.sum(__torch__.policy.only(torch.to(x, 7), written)))
  _1 = torch.add_(torch.narrow(totals, 0, 0, 9), torch.stack(sums))
  largest = torch.narrow(totals, 0, 9, 1)
  _2 = torch.copy_(largest, torch.maximum(largest, torch.to(torch.max(size), 7)))
  c = torch.unsqueeze(torch.mul(weight, slope), -1)
  d = torch.scatter_add_(torch.neg(torch.mul(p, c)), -1, target, c)
  if torch.ne(entropy_weight, 0.):
    share = torch.unsqueeze(torch.mul(weight, entropy_weight), -1)
    d = torch.add_(d, torch.mul(torch.mul(p, share), torch.add(all, torch.unsqueeze(entropy, -1))))
  return torch.flatten(torch.div(d, temperature), 0, 1)
