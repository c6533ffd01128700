# The transformer as one TorchScript program: the Qwen2 architecture, its training step, its losses, its scores, what a policy learns
# from completions, and its decoding loop.
#
# This is TorchScript's serialized dialect, read by libtorch and never by Python: `torch.NAME` is an ATen operator,
# `__torch__.FILE.NAME` a function of a file beside this one, and data types are numbers (4 = int64, 6 = float32,
# 15 = bfloat16). There are no modules: Java holds the weights and passes them in.
#
# Shapes: B rows, T positions, D width, H query heads, K key/value heads, E width of a head, F feed-forward width,
# V vocabulary, L layers.
#
# `w` and `f`, the weights: see weights.py.
# `shape`, int64 [5]: H, K, the data type of linear maps and attention, L, and the queries in a block of attention, 0 for
# libtorch's fused kernel (see attention.py).
# `scale`, float64 [2]: the epsilon of the norms, the theta of the rotary positions.
class CausalLm(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # The numbers of `shape`.
  def numbers(self: __torch__.CausalLm, shape: Tensor) -> Tuple[int, int, int, int, int]:
    found = annotate(List[int], [])
    for i in range(5):
      _0 = torch.append(found, int(torch.select(shape, 0, i)))
    return (found[0], found[1], found[2], found[3], found[4])

  # w -> f.
  def fuse(self: __torch__.CausalLm, w: List[Tensor], shape: Tensor) -> List[Tensor]:
    heads, groups, precision, layers, block = self.numbers(shape)
    return __torch__.weights.fuse(w, heads, layers, precision)

  # Cosine and sine for tokens [B,T].
  def angles(self: __torch__.CausalLm, f: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor) -> Tuple[Tensor, Tensor]:
    heads, groups, precision, layers, block = self.numbers(shape)
    width = torch.floordiv(torch.size(f[1], 0), torch.add(heads, torch.mul(2, groups)))
    positions = torch.arange(torch.size(tokens, 1), dtype=4, layout=None, device=ops.prim.device(tokens))
    return __torch__.layers.angles(positions, width, float(torch.select(scale, 0, 1)), precision)

  # tokens [B,T] -> the last layer's output [B,T,D], before the final norm. What a backward pass needs is pushed to `kept`, keys
  # and values [B,T,K,E] of each layer are appended to `cached`; either may be None.
  def body(self: __torch__.CausalLm, f: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, kept: Optional[List[Tensor]], cached: Optional[List[Tensor]]) -> Tensor:
    heads, groups, precision, layers, block = self.numbers(shape)
    epsilon = float(torch.select(scale, 0, 0))
    cosine, sine = self.angles(f, tokens, shape, scale)
    x = torch.embedding(f[0], tokens)
    for layer in range(layers):
      i = torch.add(torch.mul(layer, 6), 1)
      query, key, value = __torch__.layers.project(f, i, x, cosine, sine, heads, groups, epsilon, kept)
      for array in [key, value]:
        _0 = __torch__.layers.push(cached, array)
      mixed = __torch__.attention.attend(query, key, value, block, kept)
      x = __torch__.layers.output(f, i, x, mixed, kept)
      x = __torch__.layers.feed_forward(f, i, x, epsilon, kept)
    return x

  # Adds to g, the gradients by f: dx is the gradient by the result of `body`.
  def body_backward(self: __torch__.CausalLm, f: List[Tensor], g: List[Tensor], dx: Tensor, tokens: Tensor, shape: Tensor, scale: Tensor, kept: List[Tensor]) -> Tensor:
    heads, groups, precision, layers, block = self.numbers(shape)
    cosine, sine = self.angles(f, tokens, shape, scale)
    for layer in range(torch.sub(layers, 1), -1, -1):
      i = torch.add(torch.mul(layer, 6), 1)
      dx = __torch__.layers.feed_forward_backward(f, g, i, dx, kept)
      dmixed = __torch__.layers.output_backward(f, g, i, dx, kept)
      dquery, dkey, dvalue = __torch__.attention.attend_backward(dmixed, torch.size(cosine, -1), block, kept)
      dx = __torch__.layers.project_backward(f, g, i, dx, dquery, dkey, dvalue, cosine, sine, kept)
    return torch.add_(g[0], torch.embedding_dense_backward(dx, tokens, torch.size(f[0], 0), -1, False))

  # x [..,D] -> logits [..,V] in float32.
  def head(self: __torch__.CausalLm, f: List[Tensor], x: Tensor, scale: Tensor, kept: Optional[List[Tensor]]) -> Tensor:
    h = __torch__.layers.norm(x, float(torch.select(scale, 0, 0)), ops.prim.dtype(f[-1]), kept)
    return torch.to(__torch__.products.linear(h, f[-1], None), 6)

  # Adds to g[-1]: d [M,V] is the gradient by the logits. Returns the gradient by x [B,T,D].
  def head_backward(self: __torch__.CausalLm, f: List[Tensor], g: List[Tensor], d: Tensor, kept: List[Tensor]) -> Tensor:
    factor = torch.pop(kept)
    h = torch.pop(kept)
    narrow = torch.view(torch.to(d, ops.prim.dtype(h)), [torch.size(h, 0), torch.size(h, 1), torch.size(d, 1)])
    _0 = __torch__.layers.accumulate(g[-1], narrow, h)
    dh = __torch__.products.linear(narrow, torch.transpose(f[-1], 0, 1), None)
    return __torch__.layers.norm_backward(torch.zeros_like(h, dtype=6), dh, h, factor)

  # tokens [B,T] -> logits [B,T,V] in float32.
  def logits(self: __torch__.CausalLm, w: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor) -> Tensor:
    return self.fused_logits(self.fuse(w, shape), tokens, shape, scale)

  # The same from weights that are joined already.
  def fused_logits(self: __torch__.CausalLm, f: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor) -> Tensor:
    return self.head(f, self.body(f, tokens, shape, scale, None, None), scale, None)

  # tokens [B,T+1] -> in groups of rows: as many as `most` tokens allow, at least one; 0 for all rows together.
  def groups(self: __torch__.CausalLm, tokens: Tensor, most: int) -> List[Tensor]:
    rows = torch.size(tokens, 0)
    if torch.gt(most, 0):
      rows = ops.prim.max(1, torch.floordiv(most, torch.size(tokens, 1)))
    return torch.split(tokens, rows)

  # tokens [B,T+1] -> those that are read [B,T] and those that are predicted after them [B,T], `padding` where none is. A token t
  # that is read but not predicted, as those of a prompt, is given as -1 - t.
  def read_and_predicted(self: __torch__.CausalLm, tokens: Tensor, padding: int) -> Tuple[Tensor, Tensor]:
    given = torch.slice(tokens, 1, 0, -1)
    after = torch.slice(tokens, 1, 1)
    return (torch.maximum(given, torch.bitwise_not(given)), torch.where(torch.lt(after, 0), torch.full_like(after, padding), after))

  # tokens [B,T+1] -> how many are predicted.
  def counted(self: __torch__.CausalLm, tokens: Tensor, padding: int) -> Tensor:
    read, predicted = self.read_and_predicted(tokens, padding)
    return torch.sum(torch.ne(predicted, padding))

  # tokens [B,T+1] -> the mean cross-entropy of each token that is predicted, computed in groups of `most` tokens.
  def loss(self: __torch__.CausalLm, w: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, padding: Tensor, most: Tensor) -> Tensor:
    f = self.fuse(w, shape)
    sums = annotate(List[Tensor], [])
    for group in self.groups(tokens, int(most)):
      read, predicted = self.read_and_predicted(group, int(padding))
      x = self.body(f, read, shape, scale, None, None)
      logits = torch.flatten(self.head(f, x, scale, None), 0, 1)
      _0 = torch.append(sums, torch.cross_entropy_loss(logits, torch.flatten(predicted), None, 2, int(padding), 0.))
    return torch.div(torch.sum(torch.stack(sums)), self.counted(tokens, int(padding)))

  # w -> f that shares no memory with w, for calls that come when w is gone.
  def join(self: __torch__.CausalLm, w: List[Tensor], shape: Tensor) -> List[Tensor]:
    apart = annotate(List[Tensor], [])
    for weight in self.fuse(w, shape):
      _0 = torch.append(apart, torch.clone(weight))
    return apart

  # tokens [B,T+1] -> the log-probability of each token but a row's first, after those before it: float32 [B,T], computed in
  # groups of rows. settings, float64 [2]: the most tokens of a group, and the temperature.
  def score(self: __torch__.CausalLm, f: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, settings: Tensor) -> Tensor:
    temperature = float(torch.select(settings, 0, 1))
    scores = annotate(List[Tensor], [])
    for group in self.groups(tokens, int(torch.select(settings, 0, 0))):
      logits = self.fused_logits(f, torch.slice(group, 1, 0, -1), shape, scale)
      all = torch.log_softmax(torch.div(logits, temperature), -1)
      _0 = torch.append(scores, torch.squeeze(torch.gather(all, 2, torch.unsqueeze(torch.slice(group, 1, 1), 2)), 2))
    return torch.cat(scores)

  # A group's share of the mean over `count` tokens; its gradients by f are added to g.
  def group_gradients(self: __torch__.CausalLm, f: List[Tensor], g: List[Tensor], group: Tensor, shape: Tensor, scale: Tensor, padding: int, count: Tensor) -> Tensor:
    kept = annotate(List[Tensor], [])
    read, predicted = self.read_and_predicted(group, padding)
    targets = torch.flatten(predicted)
    x = self.body(f, read, shape, scale, kept, None)
    d = torch.log_softmax(torch.flatten(self.head(f, x, scale, kept), 0, 1), -1)
    loss = torch.div(torch.nll_loss(d, targets, None, 2, padding), count)
    target = torch.unsqueeze(targets, 1)
    d = torch.scatter_add_(torch.exp_(d), 1, target, torch.full_like(target, -1., dtype=6))
    d = torch.mul_(d, torch.mul(torch.ne(target, padding), torch.reciprocal(count)))
    _0 = self.body_backward(f, g, self.head_backward(f, g, d, kept), read, shape, scale, kept)
    return loss

  # Gradients by f before anything was added: zeros in float32.
  def no_gradients(self: __torch__.CausalLm, f: List[Tensor]) -> List[Tensor]:
    g = annotate(List[Tensor], [])
    for weight in f:
      _0 = torch.append(g, torch.zeros_like(weight, dtype=6))
    return g

  # Gradients by f -> gradients by w, of their own memory.
  def unfused(self: __torch__.CausalLm, w: List[Tensor], g: List[Tensor], shape: Tensor) -> List[Tensor]:
    heads, groups, precision, layers, block = self.numbers(shape)
    apart = annotate(List[Tensor], [])
    for gradient in g:
      _0 = torch.append(apart, torch.clone(gradient))
    return __torch__.weights.unfuse(w, apart, heads, layers)

  # The gradient by the logits of what a policy learns from completions: see `at_logits` in policy.py.
  def policy_at_logits(self: __torch__.CausalLm, logits: Tensor, reference: Tensor, tokens: Tensor, spans: Tensor, rows: Tensor, drawn: Tensor, totals: Tensor, terms: Tensor) -> Tensor:
    return __torch__.policy.at_logits(logits, reference, tokens, spans, rows, drawn, totals, terms)

  # What a policy learns from completions, tokens [B,T+1]: its gradients by f are added to g, its sums to `totals`. The other
  # arguments are described in policy.py. `learned`: 0 where no row counts, so that only the sums are asked for.
  def policy_gradients(self: __torch__.CausalLm, f: List[Tensor], g: List[Tensor], tokens: Tensor, reference: Tensor, spans: Tensor, rows: Tensor, drawn: Tensor, totals: Tensor, terms: Tensor, learned: Tensor, shape: Tensor, scale: Tensor) -> Tensor:
    read = torch.slice(tokens, 1, 0, -1)
    predicted = torch.slice(tokens, 1, 1)
    kept = annotate(List[Tensor], [])
    if bool(learned):
      logits = self.head(f, self.body(f, read, shape, scale, kept, None), scale, kept)
      d = self.policy_at_logits(logits, reference, predicted, spans, rows, drawn, totals, terms)
      _0 = self.body_backward(f, g, self.head_backward(f, g, d, kept), read, shape, scale, kept)
    else:
      logits = self.fused_logits(f, read, shape, scale)
      _1 = self.policy_at_logits(logits, reference, predicted, spans, rows, drawn, totals, terms)
    return totals

  # The loss and its gradients, shaped as w, computed in groups of `most` tokens.
  def gradients(self: __torch__.CausalLm, w: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, padding: Tensor, most: Tensor) -> Tuple[Tensor, List[Tensor]]:
    heads, groups, precision, layers, block = self.numbers(shape)
    count = self.counted(tokens, int(padding))
    f = self.fuse(w, shape)
    g = self.no_gradients(f)
    losses = annotate(List[Tensor], [])
    for group in self.groups(tokens, int(most)):
      _0 = torch.append(losses, self.group_gradients(f, g, group, shape, scale, int(padding), count))
    return (torch.sum(torch.stack(losses)), __torch__.weights.unfuse(w, g, heads, layers))

  # One optimizer step in place: gradients, clipping by their global norm, the update (see optimizer.py).
  # m, v: first and second moments, shaped as w, those in v empty where Muon trains; steps: a float32 counter for each weight.
  # rates, float64 [8]: norm to clip at, learning rate, beta 1, beta 2, weight decay, epsilon, padding token, and the tokens of a
  # group, 0 for the whole batch; where Muon trains [10]: its momentum, and the data type in which it orthogonalizes.
  # Returns the loss and the gradients' norm before clipping. Nothing is changed where either is not finite.
  def step(self: __torch__.CausalLm, w: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, rates: Tensor) -> Tuple[Tensor, Tensor]:
    loss, gradients = self.gradients(w, tokens, shape, scale, torch.select(rates, 0, 6), torch.select(rates, 0, 7))
    norm = torch.norm(torch.stack(torch._foreach_norm(gradients)))
    if bool(torch.isfinite(torch.add(norm, loss))):
      factor = torch.mul(torch.reciprocal(torch.add(norm, 1e-6)), float(torch.select(rates, 0, 0)))
      torch._foreach_mul_(gradients, torch.clamp(factor, None, 1.))
      _0 = __torch__.optimizer.update(w, gradients, m, v, steps, rates)
    return (loss, norm)

  # Multiplies a square matrix, float32, with itself in the computing precision, so many times: what a machine can do.
  def square(self: __torch__.CausalLm, matrix: Tensor, shape: Tensor, times: Tensor) -> Tensor:
    heads, groups, precision, layers, block = self.numbers(shape)
    narrow = torch.to(matrix, precision)
    product = narrow
    for i in range(int(times)):
      product = __torch__.products.linear(narrow, narrow, None)
    return product

  # w -> d, the weights for decoding (see decoding.py, and decoding_fused.py where attention is fused). `positions`: how many there are at most.
  def prepare(self: __torch__.CausalLm, w: List[Tensor], shape: Tensor, scale: Tensor, positions: Tensor) -> List[Tensor]:
    heads, groups, precision, layers, block = self.numbers(shape)
    f = __torch__.weights.fuse(w, heads, layers, precision)
    width = torch.floordiv(torch.size(f[1], 0), torch.add(heads, torch.mul(2, groups)))
    all = torch.arange(int(positions), dtype=4, layout=None, device=ops.prim.device(f[0]))
    cosine, sine = __torch__.layers.angles(all, width, float(torch.select(scale, 0, 1)), precision)
    if torch.eq(block, 0):
      d = __torch__.decoding_fused.prepare(f, layers, cosine, sine, float(torch.select(scale, 0, 0)))
    else:
      d = __torch__.decoding.prepare(f, layers, cosine, sine)
    return d

  # Reads prompts: tokens [R,T], padded on the right -> for each layer pages of keys, then for each layer pages of values
  # [R J,K,P,E] in the computing precision: J pages of P positions for each prompt.
  def prefill(self: __torch__.CausalLm, d: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, side: Tensor) -> List[Tensor]:
    heads, groups, precision, layers, block = self.numbers(shape)
    cached = annotate(List[Tensor], [])
    x = self.body(d, tokens, shape, scale, None, cached)
    read = annotate(List[Tensor], [])
    for first in range(2):
      for layer in range(layers):
        _0 = torch.append(read, __torch__.decoding.pages(cached[torch.add(torch.mul(layer, 2), first)], int(side)))
    return read

  # Pages of zeros [N,K,P,E] of the cache of one layer. numbers, int64 [3]: N, P, the data type.
  def empty_pages(self: __torch__.CausalLm, d: List[Tensor], numbers: Tensor, shape: Tensor) -> Tensor:
    heads, groups, precision, layers, block = self.numbers(shape)
    sizes = [int(torch.select(numbers, 0, 0)), groups, int(torch.select(numbers, 0, 1)), torch.size(d[-1], 1)]
    return torch.zeros(sizes, dtype=int(torch.select(numbers, 0, 2)), layout=None, device=ops.prim.device(d[0]))

  # Copies pages: those `source` [M] of each array to those `target` [M] of its counterpart, which may have longer ones.
  def copy_pages(self: __torch__.CausalLm, sources: List[Tensor], targets: List[Tensor], source: Tensor, target: Tensor) -> Tensor:
    for i in range(torch.len(sources)):
      part = torch.narrow(targets[i], 2, 0, torch.size(sources[i], 2))
      _0 = torch.index_copy_(part, 0, target, torch.to(torch.index_select(sources[i], 0, source), ops.prim.dtype(targets[i])))
    return target

  # The same within each array, all pages at once.
  def move_pages(self: __torch__.CausalLm, arrays: List[Tensor], source: Tensor, target: Tensor) -> Tensor:
    for i in range(torch.len(arrays)):
      _0 = torch.index_copy_(arrays[i], 0, target, torch.index_select(arrays[i], 0, source))
    return target

  # The decoding loop: S tokens for each of B rows. tokens [B] are the last tokens known, at positions [B];
  # pages [B,S]: where keys and values of the tokens go; blocks on the CPU: [2J] (see decoding.py), or, where attention is fused,
  # [3]: the first page, the number of rows, and how many positions any of them will have; uniforms [B,S].
  # Rows that are finished go on, harmlessly: the caller cuts them.
  # Returns drawn tokens [B,S], their log-probabilities [B,S] at temperature 1, and those with which they were drawn [B,S], which at
  # temperature 0 are the former.
  def decode(self: __torch__.CausalLm, d: List[Tensor], keys: List[Tensor], values: List[Tensor], tokens: Tensor, positions: Tensor, pages: Tensor, blocks: Tensor, uniforms: Tensor, shape: Tensor, scale: Tensor, sampling_params: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    heads, groups, precision, layers, block = self.numbers(shape)
    epsilon = float(torch.select(scale, 0, 0))
    bounds = annotate(List[int], [])
    for i in range(torch.size(blocks, 0)):
      _0 = torch.append(bounds, int(torch.select(blocks, 0, i)))
    key_blocks = annotate(List[List[Tensor]], [])
    value_blocks = annotate(List[List[Tensor]], [])
    if torch.eq(block, 0):
      _1 = torch.append(key_blocks, __torch__.decoding_fused.rows(keys, bounds[0], bounds[1], bounds[2]))
      _2 = torch.append(value_blocks, __torch__.decoding_fused.rows(values, bounds[0], bounds[1], bounds[2]))
    else:
      for layer in range(layers):
        _6 = torch.append(key_blocks, __torch__.decoding.matrices(keys[layer], bounds))
        _7 = torch.append(value_blocks, __torch__.decoding.matrices(values[layer], bounds))
    all = torch.arange(bounds[-1], dtype=4, layout=None, device=ops.prim.device(tokens))
    added = __torch__.decoding_fused.added(keys[0])
    drawn = annotate(List[Tensor], [])
    predicted = annotate(List[Tensor], [])
    chances = annotate(List[Tensor], [])
    token = tokens
    for s in range(torch.size(uniforms, 1)):
      place = torch.add(positions, s)
      page = torch.select(pages, 1, s)
      if torch.eq(block, 0):
        logits = __torch__.decoding_fused.advance(d, keys, values, key_blocks[0], value_blocks[0], all, added, token, place, page, heads, groups)
      else:
        logits = __torch__.decoding.advance(d, keys, values, key_blocks, value_blocks, token, place, page, heads, groups, epsilon)
      token = __torch__.sampling.draw(logits, torch.select(uniforms, 1, s), sampling_params, chances)
      _3 = torch.append(drawn, token)
      _4 = torch.append(predicted, logits)
    all_drawn = torch.stack(drawn, 1)
    plain = __torch__.sampling.of_tokens(torch.log_softmax(torch.stack(predicted, 1), -1), all_drawn)
    chance = plain
    if torch.gt(torch.len(chances), 0):
      chance = torch.stack(chances, 1)
    return (all_drawn, plain, chance)
