# Products with weights by libtorch's general operator, on any processor. In what order a sum is taken may depend on how many rows
# there are, so that the last bits of a row may depend on the others.

# x [..,A], weight [N,A] -> [..,N].
def linear(x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  return torch.linear(x, weight, bias)

# x [B,A], weight [N,A] -> [B,N].
def linear_of_rows(x: Tensor, weight: Tensor) -> Tensor:
  return torch.linear(x, weight, None)
