"""Steps of TRL's GRPOTrainer on a trained model: what `switchback bench grpo` compares itself with.

    echo "float32 2" | python3 trl_grpo.py --model FOLDER --prompts FILE --rows 32 --samples 8 --max-tokens 116 \
        --temperature 1 --learning-rate 1e-4 --kl-coefficient 0.001 --micro-batch 64 --steps 4

FILE has a prompt a line. Answers each line "TYPE THREADS" of standard input, TYPE float32 or bfloat16 (autocast), with the tokens
that were drawn a second, over all steps but the first. Half of the completions are rewarded, at random: what judging takes is not
measured.
"""

import argparse
import contextlib
import os
import random
import sys
import tempfile
import time

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import torch
import transformers
import trl
from datasets import Dataset
from transformers import AutoModelForCausalLM, PreTrainedTokenizerFast, TrainerCallback


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("model", "prompts"):
        parser.add_argument("--" + name, required=True)
    for name in ("rows", "samples", "max-tokens", "micro-batch", "steps"):
        parser.add_argument("--" + name, type=int, required=True)
    for name in ("temperature", "learning-rate", "kl-coefficient"):
        parser.add_argument("--" + name, type=float, required=True)
    return parser.parse_args()


class Clock(TrainerCallback):
    """Reads the time at the end of each step, and the tokens that were drawn for it."""

    def __init__(self):
        self.ends, self.lengths = [], []

    def on_step_end(self, arguments, state, control, **kwargs):
        self.ends.append(time.perf_counter())

    def on_log(self, arguments, state, control, logs=None, **kwargs):
        if "completions/mean_length" in logs:
            self.lengths.append(logs["completions/mean_length"])


def tokens_per_second(options, bfloat16):
    with open(options.prompts, encoding="utf-8") as file:
        prompts = [line.rstrip("\n") for line in file]
    tokenizer = PreTrainedTokenizerFast.from_pretrained(options.model)
    completions = options.rows * options.samples
    draw = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        settings = trl.GRPOConfig(
            output_dir=folder, use_cpu=True, bf16=bfloat16, report_to=[], save_strategy="no", logging_steps=1, disable_tqdm=True,
            per_device_train_batch_size=options.micro_batch, gradient_accumulation_steps=completions // options.micro_batch,
            num_generations=options.samples, max_completion_length=options.max_tokens, temperature=options.temperature,
            learning_rate=options.learning_rate, lr_scheduler_type="constant", beta=options.kl_coefficient,
            max_steps=options.steps + 1, gradient_checkpointing=False)
        clock = Clock()
        trainer = trl.GRPOTrainer(
            model=AutoModelForCausalLM.from_pretrained(options.model, dtype=torch.float32),
            reward_funcs=lambda completions, **kwargs: [float(draw.random() < 0.5) for _ in completions],
            args=settings, train_dataset=Dataset.from_list([{"prompt": prompt} for prompt in prompts]),
            processing_class=tokenizer, callbacks=[clock])
        trainer.train()
    return sum(clock.lengths[1:]) * completions / (clock.ends[-1] - clock.ends[0])


def main():
    options = parse_arguments()
    print(f"TRL {trl.__version__}, transformers {transformers.__version__}, torch {torch.__version__}", flush=True)
    for request in sys.stdin:
        precision, threads = request.split()
        torch.set_num_threads(int(threads))
        with contextlib.redirect_stdout(sys.stderr):
            rate = tokens_per_second(options, {"float32": False, "bfloat16": True}[precision])
        print(rate, flush=True)


main()
