"""A Qwen2 model in plain eager PyTorch, 1.13 or newer, with a cache of keys and values for decoding.

Fused attention is used where the version has it, unless the options say plain. A cache is, for each layer, keys and values
[rows, key-value heads, length, width of a head], allocated once.
"""

import torch
from torch import nn
from torch.nn import functional


class RootMeanSquareNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * self.weight


def rotate(x, cosine, sine):
    first, second = x.chunk(2, dim=-1)
    return x * cosine + torch.cat((-second, first), dim=-1) * sine


class Layer(nn.Module):
    def __init__(self, options):
        super().__init__()
        self.heads, self.groups = options.heads, options.key_value_heads
        self.width = options.hidden // options.heads
        self.sizes = [self.heads * self.width, self.groups * self.width, self.groups * self.width]
        self.fused = not options.plain and hasattr(functional, "scaled_dot_product_attention")
        self.attention_norm = RootMeanSquareNorm(options.hidden)
        self.query_key_value = nn.Linear(options.hidden, sum(self.sizes))
        self.output = nn.Linear(options.hidden, options.hidden, bias=False)
        self.feed_forward_norm = RootMeanSquareNorm(options.hidden)
        self.gate_up = nn.Linear(options.hidden, 2 * options.feed_forward, bias=False)
        self.down = nn.Linear(options.feed_forward, options.hidden, bias=False)

    def forward(self, x, cosine, sine, mask, cache=None, start=0):
        x = x + self.output(self.attend(self.attention_norm(x), cosine, sine, mask, cache, start))
        gate, up = self.gate_up(self.feed_forward_norm(x)).chunk(2, dim=-1)
        return x + self.down(functional.silu(gate) * up)

    def attend(self, x, cosine, sine, mask, cache, start):
        rows, length, _ = x.shape
        parts = self.query_key_value(x).split(self.sizes, dim=-1)
        query, key, value = (part.view(rows, length, -1, self.width).transpose(1, 2) for part in parts)
        query, key = rotate(query, cosine, sine), rotate(key, cosine, sine)
        if cache is not None:
            end = start + length
            cache[0][:, :, start:end], cache[1][:, :, start:end] = key, value
            key, value = cache[0][:, :, :end], cache[1][:, :, :end]
        if self.groups != self.heads:
            key = key.repeat_interleave(self.heads // self.groups, dim=1)
            value = value.repeat_interleave(self.heads // self.groups, dim=1)
        if self.fused:
            mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=length > 1)
        else:
            scores = query @ key.transpose(-1, -2) * self.width**-0.5 + mask[start:start + length, :start + length].to(x.dtype)
            mixed = torch.softmax(scores, dim=-1) @ value
        return mixed.transpose(1, 2).reshape(rows, length, -1)


class CausalLanguageModel(nn.Module):
    def __init__(self, options):
        super().__init__()
        self.embedding = nn.Embedding(options.vocabulary, options.hidden)
        nn.init.normal_(self.embedding.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(options) for _ in range(options.layers))
        self.norm = RootMeanSquareNorm(options.hidden)
        width = options.hidden // options.heads
        frequencies = 1e4 ** (-torch.arange(0, width, 2) / width)
        angles = torch.outer(torch.arange(options.length).float(), frequencies).repeat(1, 2)
        self.cosine, self.sine = angles.cos(), angles.sin()
        self.mask = torch.full((options.length, options.length), float("-inf")).triu(1)

    def forward(self, tokens, caches=None, start=0):
        x = self.embedding(tokens)
        end = start + tokens.shape[1]
        for i, layer in enumerate(self.layers):
            cache = None if caches is None else caches[i]
            x = layer(x, self.cosine[start:end].to(x.dtype), self.sine[start:end].to(x.dtype), self.mask, cache, start)
        return functional.linear(self.norm(x), self.embedding.weight)
