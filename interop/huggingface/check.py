"""Holds Switchback's files and numbers against Hugging Face's libraries; interop/huggingface/check prepares what this reads.

    python check.py FOLDER

FOLDER has runs/, of countdown.conf and sudoku.conf, and hub/, their exported tables. SWITCHBACK_CLASS_PATH has the program and its
tests. Prints a figure for each check; the exit code is 1 if one fails.
"""
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

import datasets
import numpy
import pyarrow
import pyarrow.parquet
import safetensors
import tokenizers
import torch
import transformers
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerFast

LARGEST_RELATIVE_DIFFERENCE = 1e-4
TIE = 1e-5
LOGIT_ROWS = 16
TRACES = 10_000
SHARD_BYTES = 100_000
FAMILIES = ("countdown", "sudoku")
STYLES = {"untied": "backtracking", "tied": "direct"}

# AutoTokenizer of version 5 takes Qwen's own tokenizer for every qwen2 model, whatever tokenizer_config.json says.
TOKENIZER = AutoTokenizer if transformers.__version__.startswith("4.") else PreTrainedTokenizerFast


@dataclass(frozen=True)
class Result:
    """What a check found."""

    check: str
    figure: str
    passed: bool


@dataclass(frozen=True)
class Run:
    """The folder of a finished run."""

    family: str
    path: Path

    def model(self, name: str) -> Path:
        return self.path / "models" / name

    def table(self, folder: str) -> pyarrow.Table:
        """The rows of a folder of Parquet files, in the order of the files."""
        files = sorted((self.path / folder).glob("*.parquet"))
        return pyarrow.concat_tables([pyarrow.parquet.ParquetFile(file).read() for file in files])

    def traces(self, style: str, split: str) -> pyarrow.Table:
        return self.table(f"traces/style={style}/split={split}")


def java(program: str, *arguments: object) -> None:
    """Runs a program of the tests."""
    command = ["java", "-cp", os.environ["SWITCHBACK_CLASS_PATH"], f"dev.switchback.interop.{program}"]
    subprocess.run(command + [str(argument) for argument in arguments], check=True)


def opened(folder: Path, dtype: str) -> PreTrainedModel:
    """A model as transformers opens it; every weight has to be found, and none left over."""
    model, info = AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, output_loading_info=True)
    for kind in ("missing_keys", "unexpected_keys", "mismatched_keys"):
        if info[kind]:
            raise ValueError(f"Cannot open {folder}: {kind} are {info[kind]}, expected none")
    return model.eval()


def token_rows(traces: pyarrow.Table, longest: int) -> list[list[int]]:
    """The tokens of traces, START and END included, each cut to the longest row."""
    return [list(tokens)[:longest] for tokens in traces["tokens"].to_pylist()]


def compare_logits(run: Run, name: str, scratch: Path) -> Result:
    """The model program's logits against Qwen2ForCausalLM's, both in float32, over whole rows."""
    model = opened(run.model(name), "float32")
    rows = token_rows(run.traces(STYLES[name], "validation"), model.config.max_position_embeddings)[:LOGIT_ROWS]
    given, answer = scratch / "rows.json", scratch / "logits.json"
    given.write_text(json.dumps(rows))
    java("Logits", run.model(name), given, answer)
    largest = 0.0
    with torch.no_grad():
        for row, ours in zip(rows, json.loads(answer.read_text()), strict=True):
            theirs = model(torch.tensor([row])).logits[0]
            difference = (torch.tensor(ours).view_as(theirs) - theirs).abs().max() / theirs.abs().max()
            largest = max(largest, difference.item())
    tokens = sum(map(len, rows))
    return Result(
        f"logits, {run.family}, {name}",
        f"largest relative difference {largest:.1e} over {len(rows)} rows of {tokens:,} tokens",
        largest <= LARGEST_RELATIVE_DIFFERENCE)


def lead(model: PreTrainedModel, tokens: list[int], other: int) -> float:
    """How far a token's logit after the given ones is below the largest, relative to the largest of all."""
    with torch.no_grad():
        logits = model(torch.tensor([tokens])).logits[0, -1]
    return float((logits.max() - logits[other]) / logits.abs().max())


def compare_greedy(run: Run, name: str) -> Result:
    """The samples of the run, drawn at temperature 0, against generate().

    Texts may part where transformers itself has two tokens as likely within rounding: it, too, writes either there,
    depending on how it computes.
    """
    model = opened(run.model(name), "float32")
    traces = run.traces(STYLES[name], "validation")
    tokens = dict(zip(traces["problem_id"].to_pylist(), map(list, traces["tokens"].to_pylist())))
    samples = run.table(f"samples/model={name}").to_pylist()
    longest = max(sample["token_count"] for sample in samples)
    same, generated, ended, leads = 0, 0, 0, []
    for sample in samples:
        prompt, own = tokens[sample["problem_id"]][: sample["prompt_tokens"]], list(sample["tokens"])
        written = model.generate(
            torch.tensor([prompt]), attention_mask=torch.ones(1, len(prompt), dtype=torch.long),
            max_new_tokens=longest, do_sample=False, temperature=None, top_p=None, top_k=None)[0, len(prompt):].tolist()
        parting = next((i for i, (a, b) in enumerate(zip(own, written)) if a != b), None)
        if parting is not None:
            before = prompt + own[:parting]
            leads.append(max(lead(model, before, own[parting]), lead(model, before, written[parting])))
        same += written == own
        generated += len(own)
        ended += sample["finish"] == "stop"
    ties = f", {len(leads)} part at ties within {max(leads):.1e}" if leads else ""
    return Result(
        f"greedy text, {run.family}, {name}",
        f"{same} of {len(samples)} prompts alike{ties}, {generated:,} tokens, {ended} to END, the others to the budget",
        bool(samples) and same + len(leads) == len(samples) and all(lead <= TIE for lead in leads))


def compare_tokens(run: Run, style: str) -> Result:
    """The tokens of the table of traces against those of transformers' tokenizer."""
    tokenizer = TOKENIZER.from_pretrained(run.model("untied"))
    traces = run.traces(style, "train").slice(0, TRACES)
    texts = traces["text"].to_pylist()
    same, count = 0, 0
    for text, tokens in zip(texts, traces["tokens"].to_pylist(), strict=True):
        same += tokenizer(text)["input_ids"] + [tokenizer.eos_token_id] == list(tokens)
        count += len(tokens)
    return Result(
        f"tokens, {run.family}, {style}",
        f"{same:,} of {len(texts):,} traces alike, {count:,} tokens",
        same == TRACES)


def plain(column: pyarrow.ChunkedArray) -> Iterator[Any]:
    """Values as an exported data set has them: tokens as a list instead of a byte each."""
    for value in column.to_pylist():
        yield list(value) if isinstance(value, bytes) else value


def compare_dataset(run: Run, hub: Path, table: str) -> Result:
    """load_dataset on the exported folder against the table's own files.

    Without force_redownload it takes what it has cached of another folder of the same name, columns and counts.
    """
    loaded = datasets.load_dataset(str(hub), download_mode="force_redownload")
    rows, differing = 0, 0
    for split, exported in loaded.items():
        own = run.table(f"{table}/split={split.replace('_', '-')}")
        rows += own.num_rows
        columns = set(own.column_names) | set(exported.column_names)
        differing += sum(
            column not in exported.column_names or list(exported[column]) != list(plain(own[column]))
            for column in columns)
    return Result(
        f"load_dataset, {run.family}, {table.partition('/')[0]}",
        f"{differing} columns differ, {rows:,} rows of {len(loaded)} splits",
        differing == 0 < rows)


def same_bits(ours: dict[str, torch.Tensor], theirs: dict[str, torch.Tensor]) -> int:
    """The number of weights whose names, shapes and bits are those of the other's float32 values."""
    if set(ours) != set(theirs):
        raise ValueError(f"Cannot compare weights: names differ in {sorted(set(ours) ^ set(theirs))}")
    return sum(
        ours[name].dtype == torch.float32
        and torch.equal(ours[name].view(torch.int32), theirs[name].float().view(torch.int32))
        for name in ours)


def stored(model: PreTrainedModel) -> dict[str, torch.Tensor]:
    """The weights that a folder holds: all, but for a head that is the embedding."""
    weights = dict(model.state_dict())
    if model.config.tie_word_embeddings:
        del weights["lm_head.weight"]
    return weights


def read_theirs(run: Run, name: str, scratch: Path, dtype: str, shard: str) -> Result:
    """A folder by save_pretrained, read by Switchback and written again as one file of float32."""
    theirs, ours = scratch / f"theirs-{name}-{dtype}-{shard}", scratch / f"ours-{name}-{dtype}-{shard}"
    model = opened(run.model(name), dtype)
    model.save_pretrained(theirs, max_shard_size=shard)
    TOKENIZER.from_pretrained(run.model(name)).save_pretrained(theirs)
    java("Copy", theirs, ours, "float32", 2**62)
    weights = load_file(ours / "model.safetensors")
    same = same_bits(weights, stored(model))
    files = len(list(theirs.glob("*.safetensors")))
    return Result(
        f"save_pretrained read, {name}, {dtype}, {files} files",
        f"{same} of {len(weights)} weights alike to the bit", same == len(weights) > 0)


def open_sharded(run: Run, scratch: Path, storage: str) -> Result:
    """A folder of several files by Switchback, opened by transformers."""
    folder = scratch / f"sharded-{storage}"
    java("Copy", run.model("untied"), folder, storage, SHARD_BYTES)
    expected = stored(opened(run.model("untied"), "float32").to(getattr(torch, storage)))
    model = opened(folder, "auto")
    files = len(list(folder.glob("*.safetensors")))
    return same_weights(f"sharded opens, {storage}, {files} files", model, expected, files > 1)


def open_bfloat16(run: Run) -> Result:
    """A model stored as bfloat16 against the same one, trained in the same way, stored as float32."""
    expected = stored(opened(run.model("untied"), "float32").to(torch.bfloat16))
    return same_weights("bfloat16 opens", opened(run.model("bfloat16"), "auto"), expected, True)


def same_weights(
        check: str, model: PreTrainedModel, expected: dict[str, torch.Tensor], otherwise: bool) -> Result:
    """Whether a model has the types and values expected, and what else is asked for holds."""
    found = stored(model)
    same = sum(found[name].dtype == value.dtype and torch.equal(found[name], value) for name, value in expected.items())
    return Result(
        check, f"{same} of {len(expected)} weights alike", otherwise and same == len(expected) == len(found))


def checks(folder: Path) -> Iterator[Result]:
    """Runs all checks."""
    scratch = folder / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    runs = [Run(family, folder / "runs" / family) for family in FAMILIES]
    for run in runs:
        for name, style in STYLES.items():
            yield compare_logits(run, name, scratch)
            yield compare_greedy(run, name)
            yield compare_tokens(run, style)
        for name, table in (("problems", "problems"), ("traces", f"traces/style={STYLES['untied']}")):
            yield compare_dataset(run, folder / "hub" / run.family / name, table)
    countdown = runs[0]
    for name in STYLES:
        for dtype, shard in (("float32", "5GB"), ("bfloat16", "5GB"), ("float32", "100KB"), ("bfloat16", "100KB")):
            yield read_theirs(countdown, name, scratch, dtype, shard)
    for storage in ("float32", "bfloat16"):
        yield open_sharded(countdown, scratch, storage)
    yield open_bfloat16(countdown)


def main(folder: Path) -> int:
    """Prints a line for each check as it ends, and gives the exit code."""
    torch.set_num_threads(1)
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    datasets.disable_progress_bars()
    print(f"tokenizers opened with {TOKENIZER.__name__}")
    libraries = (torch, transformers, tokenizers, datasets, safetensors, pyarrow, numpy)
    print(", ".join(f"{library.__name__} {library.__version__}" for library in libraries))
    failed = 0
    for result in checks(folder):
        failed += not result.passed
        print(f"{'passed' if result.passed else 'FAILED'}  {result.check:46}  {result.figure}", flush=True)
    print(f"{failed} failed" if failed else "all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
