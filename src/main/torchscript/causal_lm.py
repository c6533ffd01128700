# The transformer as one TorchScript program: the Qwen2 architecture, its training step, its losses and its decoding loop.
#
# This is TorchScript's serialized dialect, read by libtorch and never by Python: `torch.NAME` is an ATen operator and data
# types are numbers (4 = int64, 6 = float32, 15 = bfloat16). There are no modules: Java holds the weights and passes them in.
#
# Shapes: B rows, T positions, D width, H query heads, K key/value heads, E width of a head, F feed-forward width,
# V vocabulary, L layers.
#
# `w`, the weights as Hugging Face's Qwen2ForCausalLM has them, in float32: embedding [V,D]; for each layer 12 of them: input
# norm [D], query [HE,D] and bias [HE], key [KE,D] and bias [KE], value [KE,D] and bias [KE], output [D,HE], norm before the
# feed-forward part [D], gate [F,D], up [F,D], down [D,F]; final norm [D]; head [V,D], left out where it is the embedding.
#
# `f`, the same weights joined and cast for computing: embedding; for each layer 5: query-key-value [(H+2K)E,D] and bias, output,
# gate-up [2F,D], down; head. A norm's weight is multiplied into the linear map behind it, where it costs nothing a token.
#
# `shape`, int64 [5]: H, K, the data type of linear maps and attention, L, and the longest T for which attention is computed
# by plain products (on a CPU the fused kernel is slow on short rows).
# `scale`, float64 [2]: the epsilon of the norms, the theta of the rotary positions.
class CausalLm(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # w -> f.
  def fuse(self: __torch__.CausalLm, w: List[Tensor], shape: Tensor) -> List[Tensor]:
    precision = int(torch.select(shape, 0, 2))
    layers = int(torch.select(shape, 0, 3))
    f = annotate(List[Tensor], [w[0]])
    for layer in range(layers):
      i = torch.add(torch.mul(layer, 12), 1)
      qkv = torch.mul(torch.cat([w[torch.add(i, 1)], w[torch.add(i, 3)], w[torch.add(i, 5)]]), w[i])
      bias = torch.cat([w[torch.add(i, 2)], w[torch.add(i, 4)], w[torch.add(i, 6)]])
      _1 = torch.append(f, torch.to(qkv, precision))
      _2 = torch.append(f, torch.to(bias, precision))
      _3 = torch.append(f, torch.to(w[torch.add(i, 7)], precision))
      gated = torch.mul(torch.cat([w[torch.add(i, 9)], w[torch.add(i, 10)]]), w[torch.add(i, 8)])
      _5 = torch.append(f, torch.to(gated, precision))
      _6 = torch.append(f, torch.to(w[torch.add(i, 11)], precision))
    last = torch.add(torch.mul(layers, 12), 1)
    if torch.gt(torch.len(w), torch.add(last, 1)):
      head = w[torch.add(last, 1)]
    else:
      head = w[0]
    _8 = torch.append(f, torch.to(torch.mul(head, w[last]), precision))
    return f

  # x [..,D] -> [..,D]: x over its root mean square, computed in float32, returned in the computing precision. The norm's weight
  # is part of the linear map that follows (see `fuse`).
  def norm(self: __torch__.CausalLm, x: Tensor, epsilon: float, precision: int) -> Tensor:
    length = torch.linalg_vector_norm(x, 2, [-1], True)
    factor = torch.rsqrt(torch.add(torch.div(torch.mul(length, length), torch.size(x, -1)), epsilon))
    return torch.to(torch.mul(x, factor), precision)

  # positions [..] -> cosine and sine [..,1,E] of the rotary angles; the sine's first half negated, as `rotate` wants it.
  def angles(self: __torch__.CausalLm, positions: Tensor, width: int, theta: float, precision: int) -> Tuple[Tensor, Tensor]:
    exponents = torch.div(torch.arange(0, width, 2, dtype=6, layout=None, device=ops.prim.device(positions)), width)
    half = torch.mul(torch.unsqueeze(torch.to(positions, 6), -1), torch.reciprocal(torch.pow(theta, exponents)))
    cosine = torch.cos(half)
    sine = torch.sin(half)
    wide = torch.unsqueeze(torch.cat([cosine, cosine], -1), -2)
    signed = torch.unsqueeze(torch.cat([torch.neg(sine), sine], -1), -2)
    return (torch.to(wide, precision), torch.to(signed, precision))

  # x [B,T,N,E] -> the same, each head's halves rotated against each other, as Hugging Face's weights expect it.
  def rotate(self: __torch__.CausalLm, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    first, second = torch.chunk(x, 2, -1)
    return torch.addcmul(torch.mul(x, cosine), torch.cat([second, first], -1), sine)

  # x [B,T,D] -> query [B,T,H,E] and key [B,T,K,E], both rotated, and value [B,T,K,E].
  def project(self: __torch__.CausalLm, f: List[Tensor], i: int, x: Tensor, cosine: Tensor, sine: Tensor, heads: int, groups: int, precision: int, epsilon: float) -> Tuple[Tensor, Tensor, Tensor]:
    h = self.norm(x, epsilon, precision)
    all = torch.add(heads, torch.mul(2, groups))
    joined = torch.linear(h, f[i], f[torch.add(i, 1)])
    joined = torch.view(joined, [torch.size(x, 0), torch.size(x, 1), all, torch.floordiv(torch.size(joined, 2), all)])
    turned = self.rotate(torch.slice(joined, 2, 0, torch.add(heads, groups)), cosine, sine)
    query = torch.slice(turned, 2, 0, heads)
    key = torch.slice(turned, 2, heads)
    value = torch.slice(joined, 2, torch.add(heads, groups))
    return (query, key, value)

  # x [B,T,D] and the attention's result [B,T,HE] -> x after the rest of the layer.
  def finish(self: __torch__.CausalLm, f: List[Tensor], i: int, x: Tensor, mixed: Tensor, precision: int, epsilon: float) -> Tensor:
    x0 = torch.add(x, torch.linear(mixed, f[torch.add(i, 2)]))
    h = self.norm(x0, epsilon, precision)
    gate, up = torch.chunk(torch.linear(h, f[torch.add(i, 3)]), 2, -1)
    return torch.add(x0, torch.linear(torch.mul(torch.silu(gate), up), f[torch.add(i, 4)]))

  # Causal attention within rows: query [B,T,H,E], key and value [B,T,K,E] -> [B,T,HE]. mask [T,T] is added to the scores.
  def attend(self: __torch__.CausalLm, query: Tensor, key: Tensor, value: Tensor, mask: Tensor, longest: int) -> Tensor:
    rows, length, heads, width = torch.size(query)
    groups = torch.size(key, 2)
    q = torch.transpose(query, 1, 2)
    k = torch.transpose(key, 1, 2)
    v = torch.transpose(value, 1, 2)
    if torch.gt(length, longest):
      mixed = torch.scaled_dot_product_attention(q, k, v, None, 0., True, scale=None, enable_gqa=torch.ne(heads, groups))
    else:
      if torch.ne(heads, groups):
        wide = [rows, groups, torch.floordiv(heads, groups), length, width]
        k = torch.expand(torch.unsqueeze(k, 2), wide)
        v = torch.expand(torch.unsqueeze(v, 2), wide)
      flat = [-1, length, width]
      scores = torch.baddbmm(mask, torch.reshape(q, flat), torch.transpose(torch.reshape(k, flat), 1, 2), beta=1, alpha=torch.pow(width, -0.5))
      mixed = torch.view(torch.bmm(torch.softmax(scores, -1), torch.reshape(v, flat)), [rows, heads, length, width])
    return torch.reshape(torch.transpose(mixed, 1, 2), [rows, length, torch.mul(heads, width)])

  def causal_mask(self: __torch__.CausalLm, length: int, longest: int, precision: int, like: Tensor) -> Tensor:
    side = length
    if torch.gt(length, longest):
      side = 0
    return torch.triu(torch.full([side, side], -1.0e9, dtype=precision, layout=None, device=ops.prim.device(like)), 1)

  # tokens [B,T] -> the last layer's output [B,T,D], before the final norm; with keys and values [L][B,T,K,E] appended to
  # `kept` where `keep` is set.
  def body(self: __torch__.CausalLm, f: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, keep: bool, kept: List[Tensor]) -> Tensor:
    heads = int(torch.select(shape, 0, 0))
    groups = int(torch.select(shape, 0, 1))
    precision = int(torch.select(shape, 0, 2))
    layers = int(torch.select(shape, 0, 3))
    longest = int(torch.select(shape, 0, 4))
    epsilon = float(torch.select(scale, 0, 0))
    length = torch.size(tokens, 1)
    width = torch.floordiv(torch.size(f[1], 0), torch.add(heads, torch.mul(2, groups)))
    positions = torch.arange(length, dtype=4, layout=None, device=ops.prim.device(tokens))
    cosine, sine = self.angles(positions, width, float(torch.select(scale, 0, 1)), precision)
    mask = self.causal_mask(length, longest, precision, tokens)
    x = torch.embedding(f[0], tokens)
    for layer in range(layers):
      i = torch.add(torch.mul(layer, 5), 1)
      query, key, value = self.project(f, i, x, cosine, sine, heads, groups, precision, epsilon)
      if keep:
        _0 = torch.append(kept, key)
        _1 = torch.append(kept, value)
      x = self.finish(f, i, x, self.attend(query, key, value, mask, longest), precision, epsilon)
    return x

  # x [..,D] -> logits [..,V] in float32.
  def head(self: __torch__.CausalLm, f: List[Tensor], x: Tensor, shape: Tensor, scale: Tensor) -> Tensor:
    h = self.norm(x, float(torch.select(scale, 0, 0)), int(torch.select(shape, 0, 2)))
    return torch.to(torch.linear(h, f[-1]), 6)

  # tokens [B,T] -> logits [B,T,V] in float32.
  def logits(self: __torch__.CausalLm, w: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor) -> Tensor:
    f = self.fuse(w, shape)
    return self.head(f, self.body(f, tokens, shape, scale, False, annotate(List[Tensor], [])), shape, scale)

  # tokens [B,T+1] -> the summed cross-entropy of each next token, `padding` not counted.
  def total_loss(self: __torch__.CausalLm, w: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, padding: int) -> Tensor:
    scores = self.logits(w, torch.slice(tokens, 1, 0, -1), shape, scale)
    targets = torch.reshape(torch.slice(tokens, 1, 1), [-1])
    return torch.cross_entropy_loss(torch.view(scores, [-1, torch.size(scores, -1)]), targets, None, 2, padding, 0.)

  # tokens [B,T+1] -> how many tokens are predicted, `padding` not counted.
  def counted(self: __torch__.CausalLm, tokens: Tensor, padding: int) -> Tensor:
    return torch.sum(torch.ne(torch.slice(tokens, 1, 1), padding))

  # tokens [B,T+1] -> the mean cross-entropy of each next token, `padding` not counted.
  def loss(self: __torch__.CausalLm, w: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, padding: Tensor) -> Tensor:
    total = self.total_loss(w, tokens, shape, scale, int(padding))
    return torch.div(total, self.counted(tokens, int(padding)))

  # The loss and its gradients, shaped as w. Rows are computed in groups of about `group` tokens (0 = all at once), at least
  # one row each, and the groups' gradients are added up.
  def gradients(self: __torch__.CausalLm, w: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, padding: Tensor, group: Tensor) -> Tuple[Tensor, List[Tensor]]:
    leaves = annotate(List[Tensor], [])
    for weight in w:
      _0 = torch.append(leaves, torch.requires_grad_(torch.detach(weight)))
    rows = torch.size(tokens, 0)
    if torch.gt(int(group), 0):
      rows = ops.prim.max(1, torch.floordiv(int(group), torch.size(tokens, 1)))
    count = self.counted(tokens, int(padding))
    losses = annotate(List[Tensor], [])
    gradients = annotate(List[Tensor], [])
    for part in torch.split(tokens, rows):
      loss = torch.div(self.total_loss(leaves, part, shape, scale, int(padding)), count)
      _1 = torch.append(losses, torch.detach(loss))
      found = torch.grad([loss], leaves)
      for i in range(torch.len(leaves)):
        gradient = unchecked_cast(Tensor, found[i])
        if torch.eq(torch.len(losses), 1):
          _2 = torch.append(gradients, gradient)
        else:
          _3 = torch.add_(gradients[i], gradient)
    return (torch.sum(torch.stack(losses)), gradients)

  # One optimizer step in place: gradients, clipping by their global norm, AdamW with decoupled decay.
  # m, v: first and second moments, shaped as w; steps: a float32 counter for each weight.
  # rates, float64 [8]: norm to clip at, learning rate, beta 1, beta 2, weight decay, epsilon, padding token, and the tokens of a
  # group (see `gradients`).
  # Returns the loss and the gradients' norm before clipping. Nothing is changed where either is not finite.
  def step(self: __torch__.CausalLm, w: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor], tokens: Tensor, shape: Tensor, scale: Tensor, rates: Tensor) -> Tuple[Tensor, Tensor]:
    loss, gradients = self.gradients(w, tokens, shape, scale, torch.select(rates, 0, 6), torch.select(rates, 0, 7))
    norms = annotate(List[Tensor], [])
    for gradient in gradients:
      _0 = torch.append(norms, torch.norm(gradient))
    norm = torch.norm(torch.stack(norms))
    if bool(torch.isfinite(torch.add(norm, loss))):
      factor = torch.mul(torch.reciprocal(torch.add(norm, 1e-6)), float(torch.select(rates, 0, 0)))
      factor = torch.clamp(factor, None, 1.)
      for gradient in gradients:
        _1 = torch.mul_(gradient, factor)
      for count in steps:
        _2 = torch.add_(count, 1)
      torch._fused_adamw_(w, gradients, m, v, annotate(List[Tensor], []), steps, lr=float(torch.select(rates, 0, 1)), beta1=float(torch.select(rates, 0, 2)), beta2=float(torch.select(rates, 0, 3)), weight_decay=float(torch.select(rates, 0, 4)), eps=float(torch.select(rates, 0, 5)), amsgrad=False, maximize=False)
    return (loss, norm)

  # Reads prompts into slots of the cache. tokens [R,P], padded on the right; slots [R]: the slot of each row;
  # keys, values: a cache [B,K,C,E] for each layer, C at least P. Writes positions 0..P-1 of the slots.
  def prefill(self: __torch__.CausalLm, f: List[Tensor], keys: List[Tensor], values: List[Tensor], tokens: Tensor, slots: Tensor, shape: Tensor, scale: Tensor) -> Tensor:
    kept = annotate(List[Tensor], [])
    x = self.body(f, tokens, shape, scale, True, kept)
    length = torch.size(tokens, 1)
    for layer in range(torch.len(keys)):
      key = torch.transpose(kept[torch.mul(layer, 2)], 1, 2)
      value = torch.transpose(kept[torch.add(torch.mul(layer, 2), 1)], 1, 2)
      _0 = torch.index_copy_(torch.slice(keys[layer], 2, 0, length), 0, slots, torch.to(key, ops.prim.dtype(keys[layer])))
      _1 = torch.index_copy_(torch.slice(values[layer], 2, 0, length), 0, slots, torch.to(value, ops.prim.dtype(values[layer])))
    return x

  # One token a row: tokens [B] at positions [B] -> logits [B,V]. Writes the cache at these positions; attends to the first
  # `length` positions of it, those after a row's own hidden by `mask` [B,1,length].
  def advance(self: __torch__.CausalLm, f: List[Tensor], keys: List[Tensor], values: List[Tensor], tokens: Tensor, positions: Tensor, length: int, shape: Tensor, scale: Tensor) -> Tensor:
    heads = int(torch.select(shape, 0, 0))
    groups = int(torch.select(shape, 0, 1))
    precision = int(torch.select(shape, 0, 2))
    epsilon = float(torch.select(scale, 0, 0))
    rows = torch.size(tokens, 0)
    width = torch.size(keys[0], 3)
    share = torch.floordiv(heads, groups)
    device = ops.prim.device(tokens)
    cosine, sine = self.angles(torch.unsqueeze(positions, 1), width, float(torch.select(scale, 0, 1)), precision)
    all = torch.arange(length, dtype=4, layout=None, device=device)
    hidden = torch.gt(torch.unsqueeze(all, 0), torch.unsqueeze(positions, 1))
    cached = ops.prim.dtype(keys[0])
    mask = torch.mul(torch.to(hidden, cached), -1.0e9)
    mask = torch.reshape(torch.expand(torch.unsqueeze(torch.unsqueeze(mask, 1), 1), [rows, groups, 1, length]), [torch.mul(rows, groups), 1, length])
    place = torch.expand(torch.reshape(positions, [rows, 1, 1, 1]), [rows, groups, 1, width])
    x = torch.unsqueeze(torch.embedding(f[0], tokens), 1)
    for layer in range(torch.len(keys)):
      i = torch.add(torch.mul(layer, 5), 1)
      query, key, value = self.project(f, i, x, cosine, sine, heads, groups, precision, epsilon)
      _0 = torch.scatter_(keys[layer], 2, place, torch.to(torch.transpose(key, 1, 2), cached))
      _1 = torch.scatter_(values[layer], 2, place, torch.to(torch.transpose(value, 1, 2), cached))
      q = torch.to(torch.reshape(query, [torch.mul(rows, groups), share, width]), cached)
      k = torch.flatten(torch.slice(keys[layer], 2, 0, length), 0, 1)
      v = torch.flatten(torch.slice(values[layer], 2, 0, length), 0, 1)
      scores = torch.baddbmm(mask, q, torch.transpose(k, 1, 2), beta=1, alpha=torch.pow(width, -0.5))
      mixed = torch.to(torch.reshape(torch.bmm(torch.softmax(scores, -1), v), [rows, 1, torch.mul(heads, width)]), precision)
      x = self.finish(f, i, x, mixed, precision, epsilon)
    return self.head(f, torch.select(x, 1, 0), shape, scale)

  # logits [B,V], uniform [B] in [0,1) -> tokens [B]. taste, float64 [3]: temperature (0 = the likeliest token), top-k (0 = off),
  # top-p (1 = off). A draw inverts the distribution's cumulative sum.
  def draw(self: __torch__.CausalLm, logits: Tensor, uniform: Tensor, taste: Tensor) -> Tensor:
    temperature = float(torch.select(taste, 0, 0))
    top_k = int(torch.select(taste, 0, 1))
    top_p = float(torch.select(taste, 0, 2))
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
      goal = torch.mul(torch.unsqueeze(uniform, 1), torch.slice(sums, 1, -1))
      tokens = torch.sum(torch.le(sums, goal), [-1])
    return tokens

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
      token = self.draw(logits, torch.select(uniforms, 1, s), taste)
      _0 = torch.append(drawn, token)
      _1 = torch.append(sure, torch.squeeze(torch.gather(torch.log_softmax(logits, -1), 1, torch.unsqueeze(token, 1)), 1))
    return (torch.stack(drawn, 1), torch.stack(sure, 1))
