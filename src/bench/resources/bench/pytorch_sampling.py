"""Sampling from a Qwen2 model in plain eager PyTorch: what `switchback bench sample` compares itself with.

    echo "float32 1 64" | python3 pytorch_sampling.py --vocabulary 128 --hidden 256 --layers 6 --heads 8 \
        --key-value-heads 8 --feed-forward 688 --length 256 --prompt 32

Answers each line "TYPE THREADS ROWS" of standard input, TYPE float32 or bfloat16 (weights, cache and arithmetic), with the tokens a
second that are drawn from the softmax, to the length, after prompts that are read in one pass. The first answer of its kind comes
after a pass that does not count.
"""

import argparse
import sys
import time

import torch

from pytorch_model import CausalLanguageModel


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("vocabulary", "hidden", "layers", "heads", "key-value-heads", "feed-forward", "length", "prompt"):
        parser.add_argument("--" + name, type=int, required=True)
    parser.add_argument("--plain", action="store_true")
    return parser.parse_args()


class Sampling:
    def __init__(self, options, dtype, rows):
        torch.manual_seed(0)
        self.options = options
        self.model = CausalLanguageModel(options).to(dtype).eval()
        self.prompts = torch.randint(1, options.vocabulary, (rows, options.prompt))
        shape = (rows, options.key_value_heads, options.length, options.hidden // options.heads)
        self.caches = [[torch.zeros(shape, dtype=dtype) for _ in range(2)] for _ in range(options.layers)]

    @torch.no_grad()
    def run(self):
        logits = self.model(self.prompts, self.caches)
        for position in range(self.options.prompt, self.options.length):
            token = torch.multinomial(torch.softmax(logits[:, -1].float(), dim=-1), 1)
            if position + 1 < self.options.length:
                logits = self.model(token, self.caches, position)

    def tokens_per_second(self):
        started = time.perf_counter()
        self.run()
        drawn = len(self.prompts) * (self.options.length - self.options.prompt)
        return drawn / (time.perf_counter() - started)


def main():
    options = parse_arguments()
    print("PyTorch", torch.__version__, flush=True)
    warm = {}
    for request in sys.stdin:
        precision, threads, rows = request.split()
        torch.set_num_threads(int(threads))
        kind = (precision, rows)
        if kind not in warm:
            warm.clear()
            warm[kind] = Sampling(options, getattr(torch, precision), int(rows))
            warm[kind].run()
        print(warm[kind].tokens_per_second(), flush=True)


main()
