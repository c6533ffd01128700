"""Training steps of a Qwen2 model in plain eager PyTorch: what `switchback bench train` compares itself with.

    echo "float32 1" | python3 pytorch_training.py --vocabulary 128 --hidden 256 --layers 6 --heads 8 \
        --key-value-heads 8 --feed-forward 688 --length 256 --rows 32 --steps 2

Answers each line "TYPE THREADS" of standard input, TYPE float32 or bfloat16 (autocast), with the tokens a second of so many steps:
forward, backward, clipping, AdamW. The first answer for a type and a number of threads comes after a step that does not count.
PyTorch 1.13 or newer; fused attention and the fused optimizer are used where the version has them, unless --plain is given.
"""

import argparse
import sys
import time

import torch
from torch import nn
from torch.nn import functional


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("vocabulary", "hidden", "layers", "heads", "key-value-heads", "feed-forward", "length", "rows", "steps"):
        parser.add_argument("--" + name, type=int, required=True)
    parser.add_argument("--plain", action="store_true")
    return parser.parse_args()


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

    def forward(self, x, cosine, sine, mask):
        x = x + self.output(self.attend(self.attention_norm(x), cosine, sine, mask))
        gate, up = self.gate_up(self.feed_forward_norm(x)).chunk(2, dim=-1)
        return x + self.down(functional.silu(gate) * up)

    def attend(self, x, cosine, sine, mask):
        rows, length, _ = x.shape
        parts = self.query_key_value(x).split(self.sizes, dim=-1)
        query, key, value = (part.view(rows, length, -1, self.width).transpose(1, 2) for part in parts)
        query, key = rotate(query, cosine, sine), rotate(key, cosine, sine)
        if self.groups != self.heads:
            key = key.repeat_interleave(self.heads // self.groups, dim=1)
            value = value.repeat_interleave(self.heads // self.groups, dim=1)
        if self.fused:
            mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        else:
            scores = query @ key.transpose(-1, -2) * self.width**-0.5 + mask
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

    def forward(self, tokens):
        x = self.embedding(tokens)
        for layer in self.layers:
            x = layer(x, self.cosine, self.sine, self.mask)
        return functional.linear(self.norm(x), self.embedding.weight)


class Training:
    def __init__(self, options):
        torch.manual_seed(0)
        self.model = CausalLanguageModel(options)
        version = tuple(int(number) for number in torch.__version__.split(".")[:2])
        fused = {} if options.plain or version < (2, 4) else {"fused": True}
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=3e-4, betas=(0.9, 0.95), weight_decay=0.1, **fused)
        self.tokens = torch.randint(1, options.vocabulary, (options.rows, options.length + 1))

    def step(self, bfloat16):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            logits = self.model(self.tokens[:, :-1])
        loss = functional.cross_entropy(logits.float().flatten(0, 1), self.tokens[:, 1:].flatten())
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)

    def tokens_per_second(self, bfloat16, steps):
        started = time.perf_counter()
        for _ in range(steps):
            self.step(bfloat16)
        return steps * (self.tokens.numel() - len(self.tokens)) / (time.perf_counter() - started)


def main():
    options = parse_arguments()
    training = Training(options)
    print("PyTorch", torch.__version__, flush=True)
    warm = set()
    for request in sys.stdin:
        precision, threads = request.split()
        bfloat16 = {"float32": False, "bfloat16": True}[precision]
        torch.set_num_threads(int(threads))
        if request not in warm:
            training.step(bfloat16)
            warm.add(request)
        print(training.tokens_per_second(bfloat16, options.steps), flush=True)


main()
