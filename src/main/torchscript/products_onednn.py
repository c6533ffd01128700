# Products with weights, on x86-64: oneDNN's own operator, which libtorch has there. `products_plain.py` has the same functions for
# other processors.
#
# What a row computes depends on no other row: products of float32 add up in one order where they have 16 rows, and, where they
# have fewer, if they are taken the other way round.

# x [..,A], weight [N,A] -> [..,N]. For float32 on a CPU libtorch would take MKL, which on AMD's processors is about a tenth
# slower than oneDNN.
def linear(x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  if torch.__or__(ops.prim.is_cuda(x), torch.ne(ops.prim.dtype(x), 6)):
    y = torch.linear(x, weight, bias)
  else:
    y = ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")
  return y

# x [B,A], weight [N,A] -> [B,N].
def linear_of_rows(x: Tensor, weight: Tensor) -> Tensor:
  none = annotate(List[Optional[number]], [])
  if ops.prim.is_cuda(x):
    y = torch.linear(x, weight, None)
  else:
    if torch.__or__(torch.ne(ops.prim.dtype(x), 6), torch.ge(torch.size(x, 0), 16)):
      y = ops.mkldnn._linear_pointwise(x, weight, None, "none", none, "")
    else:
      y = __torch__.products.linear_of_few(x, weight)
  return y

# As `linear_of_rows`, in float32, for fewer than 16 rows.
def linear_of_few(x: Tensor, weight: Tensor) -> Tensor:
  none = annotate(List[Optional[number]], [])
  rows = torch.size(x, 0)
  if torch.eq(rows, 1):
    x = torch.cat([x, x])
  turned = ops.mkldnn._linear_pointwise(weight, x, None, "none", none, "")
  return torch.contiguous(torch.transpose(torch.narrow(turned, 1, 0, rows), 0, 1))
