"""Makes src/test/resources/golden/NAME, a model folder as the installed transformers saves it.

    python3 -m venv venv && venv/bin/pip install torch==2.7.1 transformers==4.57.6
    venv/bin/python src/test/golden/make_folders.py src/test/resources/golden/transformers-4 bfloat16 1GB
    venv/bin/pip install transformers==5.24.0
    venv/bin/python src/test/golden/make_folders.py src/test/resources/golden/transformers-5 float32 1KB

Weights are closed formulas, so that the test can make the same ones.
"""
import math
import sys
from pathlib import Path

import torch
from transformers import Qwen2Config, Qwen2ForCausalLM


def formula(shape: list[int], place: int) -> torch.Tensor:
    """The values of the weight at a place in the order in which the model program takes them."""
    values = [0.3 * math.sin(0.7 * (i + 1) + 1.3 * place) for i in range(math.prod(shape))]
    return torch.tensor(values, dtype=torch.float64).to(torch.float32).view(shape)


def names() -> list[str]:
    """The order in which the model program takes the weights of one layer and tied embeddings."""
    layer = "model.layers.0."
    return (
        ["model.embed_tokens.weight", layer + "input_layernorm.weight"]
        + [f"{layer}self_attn.{part}_proj.{kind}" for part in "qkv" for kind in ("weight", "bias")]
        + [layer + "self_attn.o_proj.weight", layer + "post_attention_layernorm.weight"]
        + [f"{layer}mlp.{part}_proj.weight" for part in ("gate", "up", "down")]
        + ["model.norm.weight"]
    )


def main(folder: Path, dtype: torch.dtype, shard: str) -> None:
    """Saves the model."""
    config = Qwen2Config(
        vocab_size=11, hidden_size=8, intermediate_size=12, num_hidden_layers=1, num_attention_heads=2,
        num_key_value_heads=1, max_position_embeddings=32, tie_word_embeddings=True)
    network = Qwen2ForCausalLM(config)
    with torch.no_grad():
        for place, name in enumerate(names()):
            weight = network.get_parameter(name)
            weight.copy_(formula(list(weight.shape), place))
    network.to(dtype).save_pretrained(folder, max_shard_size=shard)


if __name__ == "__main__":
    main(Path(sys.argv[1]), getattr(torch, sys.argv[2]), sys.argv[3])
