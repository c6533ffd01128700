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

from pytorch_model import CausalLanguageModel


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("vocabulary", "hidden", "layers", "heads", "key-value-heads", "feed-forward", "length", "rows", "steps"):
        parser.add_argument("--" + name, type=int, required=True)
    parser.add_argument("--plain", action="store_true")
    return parser.parse_args()


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
