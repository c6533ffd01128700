# The transformer as one TorchScript program: the Qwen2 architecture, its training step, its losses and its decoding loop.
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
    return torch.to(__torch__.layers.linear(h, f[-1], None), 6)

  # Adds to g[-1]: d [M,V] is the gradient by the logits. Returns the gradient by x [B,T,D].
  def head_backward(self: __torch__.CausalLm, f: List[Tensor], g: List[Tensor], d: Tensor, kept: List[Tensor]) -> Tensor:
    factor = torch.pop(kept)
    h = torch.pop(kept)
    narrow = torch.view(torch.to(d, ops.prim.dtype(h)), [torch.size(h, 0), torch.size(h, 1), torch.size(d, 1)])
    _0 = __torch__.layers.accumulate(g[-1], narrow, h)
    dh = __torch__.layers.linear(narrow, torch.transpose(f[-1], 0, 1), None)
    return __torch__.layers.norm_backward(torch.zeros_like(h, dtype=6), dh, h, factor)

  # tokens [B,T] -> logits [B,T,V] in float32.
  def logits(self: __torch__.CausalLm, w: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor) -> Tensor:
    f = self.fuse(w, shape)
    return self.head(f, self.body(f, tokens, shape, scale, None, None), scale, None)

  # tokens [B,T+1] -> in groups of rows: as many as `most` tokens allow, at least one; 0 for all rows together.
  def groups(self: __torch__.CausalLm, tokens: Tensor, most: int) -> List[Tensor]:
    rows = torch.size(tokens, 0)
    if torch.gt(most, 0):
      rows = ops.prim.max(1, torch.floordiv(most, torch.size(tokens, 1)))
    return torch.split(tokens, rows)

  # tokens [B,T+1] -> how many are predicted, `padding` not counted.
  def counted(self: __torch__.CausalLm, tokens: Tensor, padding: int) -> Tensor:
    return torch.sum(torch.ne(torch.slice(tokens, 1, 1), padding))

  # tokens [B,T+1] -> the mean cross-entropy of each next token, `padding` not counted, computed in groups of `most` tokens.
  def loss(self: __torch__.CausalLm, w: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, padding: Tensor, most: Tensor) -> Tensor:
    f = self.fuse(w, shape)
    sums = annotate(List[Tensor], [])
    for group in self.groups(tokens, int(most)):
      x = self.body(f, torch.slice(group, 1, 0, -1), shape, scale, None, None)
      logits = torch.flatten(self.head(f, x, scale, None), 0, 1)
      _0 = torch.append(sums, torch.cross_entropy_loss(logits, torch.flatten(torch.slice(group, 1, 1)), None, 2, int(padding), 0.))
    return torch.div(torch.sum(torch.stack(sums)), self.counted(tokens, int(padding)))

  # A group's share of the mean over `count` tokens; its gradients by f are added to g.
  def group_gradients(self: __torch__.CausalLm, f: List[Tensor], g: List[Tensor], group: Tensor, shape: Tensor, scale: Tensor, padding: int, count: Tensor) -> Tensor:
    kept = annotate(List[Tensor], [])
    tokens = torch.slice(group, 1, 0, -1)
    targets = torch.flatten(torch.slice(group, 1, 1))
    x = self.body(f, tokens, shape, scale, kept, None)
    d = torch.log_softmax(torch.flatten(self.head(f, x, scale, kept), 0, 1), -1)
    loss = torch.div(torch.nll_loss(d, targets, None, 2, padding), count)
    target = torch.unsqueeze(targets, 1)
    d = torch.scatter_add_(torch.exp_(d), 1, target, torch.full_like(target, -1., dtype=6))
    d = torch.mul_(d, torch.mul(torch.ne(target, padding), torch.reciprocal(count)))
    _0 = self.body_backward(f, g, self.head_backward(f, g, d, kept), tokens, shape, scale, kept)
    return loss

  # The loss and its gradients, shaped as w, computed in groups of `most` tokens.
  def gradients(self: __torch__.CausalLm, w: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, padding: Tensor, most: Tensor) -> Tuple[Tensor, List[Tensor]]:
    heads, groups, precision, layers, block = self.numbers(shape)
    count = self.counted(tokens, int(padding))
    f = self.fuse(w, shape)
    g = annotate(List[Tensor], [])
    for weight in f:
      _0 = torch.append(g, torch.zeros_like(weight, dtype=6))
    losses = annotate(List[Tensor], [])
    for group in self.groups(tokens, int(most)):
      _1 = torch.append(losses, self.group_gradients(f, g, group, shape, scale, int(padding), count))
    return (torch.sum(torch.stack(losses)), __torch__.weights.unfuse(w, g, heads, layers))

  # One optimizer step in place: gradients, clipping by their global norm, AdamW with decoupled decay.
  # m, v: first and second moments, shaped as w; steps: a float32 counter for each weight.
  # rates, float64 [8]: norm to clip at, learning rate, beta 1, beta 2, weight decay, epsilon, padding token, and the tokens of a
  # group, 0 for the whole batch.
  # Returns the loss and the gradients' norm before clipping. Nothing is changed where either is not finite.
  def step(self: __torch__.CausalLm, w: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, rates: Tensor) -> Tuple[Tensor, Tensor]:
    loss, gradients = self.gradients(w, tokens, shape, scale, torch.select(rates, 0, 6), torch.select(rates, 0, 7))
    norm = torch.norm(torch.stack(torch._foreach_norm(gradients)))
    if bool(torch.isfinite(torch.add(norm, loss))):
      factor = torch.mul(torch.reciprocal(torch.add(norm, 1e-6)), float(torch.select(rates, 0, 0)))
      torch._foreach_mul_(gradients, torch.clamp(factor, None, 1.))
      torch._foreach_add_(steps, 1)
      torch._fused_adamw_(w, gradients, m, v, annotate(List[Tensor], []), steps, lr=float(torch.select(rates, 0, 1)), beta1=float(torch.select(rates, 0, 2)), beta2=float(torch.select(rates, 0, 3)), weight_decay=float(torch.select(rates, 0, 4)), eps=float(torch.select(rates, 0, 5)), amsgrad=False, maximize=False)
    return (loss, norm)

  # Reads prompts into slots of the cache. tokens [R,P], padded on the right; slots [R]: the slot of each row;
  # keys, values: a cache [B,K,C,E] for each layer, C at least P. Writes positions 0..P-1 of the slots.
  def prefill(self: __torch__.CausalLm, f: List[Tensor], keys: List[Tensor], values: List[Tensor], tokens: Tensor, slots: Tensor, shape: Tensor, scale: Tensor) -> Tensor:
    cached = annotate(List[Tensor], [])
    x = self.body(f, tokens, shape, scale, None, cached)
    length = torch.size(tokens, 1)
    for layer in range(torch.len(keys)):
      key = torch.transpose(cached[torch.mul(layer, 2)], 1, 2)
      value = torch.transpose(cached[torch.add(torch.mul(layer, 2), 1)], 1, 2)
      _0 = torch.index_copy_(torch.slice(keys[layer], 2, 0, length), 0, slots, torch.to(key, ops.prim.dtype(keys[layer])))
      _1 = torch.index_copy_(torch.slice(values[layer], 2, 0, length), 0, slots, torch.to(value, ops.prim.dtype(values[layer])))
    return x

  # One token a row: tokens [B] at positions [B] -> logits [B,V]. Writes the cache at these positions; attends to the first
  # `length` positions of it, those after a row's own hidden by `mask` [B,1,length].
  def advance(self: __torch__.CausalLm, f: List[Tensor], keys: List[Tensor], values: List[Tensor], tokens: Tensor, positions: Tensor, length: int, shape: Tensor, scale: Tensor) -> Tensor:
    heads, groups, precision, layers, block = self.numbers(shape)
    epsilon = float(torch.select(scale, 0, 0))
    rows = torch.size(tokens, 0)
    width = torch.size(keys[0], 3)
    share = torch.floordiv(heads, groups)
    cosine, sine = __torch__.layers.angles(torch.unsqueeze(positions, 1), width, float(torch.select(scale, 0, 1)), precision)
    all = torch.arange(length, dtype=4, layout=None, device=ops.prim.device(tokens))
    hidden = torch.gt(torch.unsqueeze(all, 0), torch.unsqueeze(positions, 1))
    cached = ops.prim.dtype(keys[0])
    mask = torch.mul(torch.to(hidden, cached), -1.0e9)
    mask = torch.reshape(torch.expand(torch.unsqueeze(torch.unsqueeze(mask, 1), 1), [rows, groups, 1, length]), [torch.mul(rows, groups), 1, length])
    place = torch.expand(torch.reshape(positions, [rows, 1, 1, 1]), [rows, groups, 1, width])
    x = torch.unsqueeze(torch.embedding(f[0], tokens), 1)
    for layer in range(torch.len(keys)):
      i = torch.add(torch.mul(layer, 6), 1)
      query, key, value = __torch__.layers.project(f, i, x, cosine, sine, heads, groups, epsilon, None)
      _0 = torch.scatter_(keys[layer], 2, place, torch.to(torch.transpose(key, 1, 2), cached))
      _1 = torch.scatter_(values[layer], 2, place, torch.to(torch.transpose(value, 1, 2), cached))
      q = torch.to(torch.reshape(query, [torch.mul(rows, groups), share, width]), cached)
      k = torch.flatten(torch.slice(keys[layer], 2, 0, length), 0, 1)
      v = torch.flatten(torch.slice(values[layer], 2, 0, length), 0, 1)
      scores = torch.baddbmm(mask, q, torch.transpose(k, 1, 2), beta=1, alpha=1)
      mixed = torch.to(torch.reshape(torch.bmm(torch.softmax(scores, -1), v), [rows, 1, torch.mul(heads, width)]), precision)
      x = __torch__.layers.output(f, i, x, mixed, None)
      x = __torch__.layers.feed_forward(f, i, x, epsilon, None)
    return self.head(f, torch.select(x, 1, 0), scale, None)

  # The decoding loop: S tokens for each of B rows. tokens [B] are the last tokens known, at positions [B]; uniforms [B,S];
  # length bounds positions + S. Rows that have drawn `stop` go on, harmlessly: the caller cuts them.
  # Returns drawn tokens [B,S] and their log-probabilities [B,S] at temperature 1.
  def decode(self: __torch__.CausalLm, f: List[Tensor], keys: List[Tensor], values: List[Tensor], tokens: Tensor, positions: Tensor, uniforms: Tensor, shape: Tensor, scale: Tensor, taste: Tensor) -> Tuple[Tensor, Tensor]:
    count = torch.size(uniforms, 1)
    first = int(torch.max(positions))
    drawn = annotate(List[Tensor], [])
    sure = annotate(List[Tensor], [])
    token = tokens
    for s in range(count):
      logits = self.advance(f, keys, values, token, torch.add(positions, s), torch.add(torch.add(first, s), 1), shape, scale)
      token = __torch__.sampling.draw(logits, torch.select(uniforms, 1, s), taste)
      _0 = torch.append(drawn, token)
      _1 = torch.append(sure, torch.squeeze(torch.gather(torch.log_softmax(logits, -1), 1, torch.unsqueeze(token, 1)), 1))
    return (torch.stack(drawn, 1), torch.stack(sure, 1))
