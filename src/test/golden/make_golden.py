"""Makes src/test/resources/golden/causal_lm.json with Hugging Face's Qwen2ForCausalLM and PyTorch's AdamW.

    python3 -m venv venv && venv/bin/pip install torch==2.7.1 transformers==4.53.3
    venv/bin/python src/test/golden/make_golden.py > src/test/resources/golden/causal_lm.json

Weights and tokens are closed formulas, so that the test can make the same ones.
"""
import json
import math

import torch
from transformers import Qwen2Config, Qwen2ForCausalLM

torch.set_num_threads(1)
VOCABULARY, HIDDEN, LAYERS, HEADS, GROUPS, FEED_FORWARD, PAD = 19, 16, 2, 4, 2, 24, 0


def formula(shape, place):
    size = math.prod(shape)
    values = [0.3 * math.sin(0.7 * (i + 1) + 1.3 * place) for i in range(size)]
    return torch.tensor(values, dtype=torch.float64).to(torch.float32).view(shape)


def names(tied):
    """The order in which the model program takes its weights."""
    result = ["model.embed_tokens.weight"]
    for layer in range(LAYERS):
        prefix = f"model.layers.{layer}."
        result.append(prefix + "input_layernorm.weight")
        result += [prefix + f"self_attn.{part}_proj.{kind}" for part in "qkv" for kind in ("weight", "bias")]
        result += [prefix + rest for rest in (
            "self_attn.o_proj.weight", "post_attention_layernorm.weight", "mlp.gate_proj.weight",
            "mlp.up_proj.weight", "mlp.down_proj.weight")]
    return result + ["model.norm.weight"] + ([] if tied else ["lm_head.weight"])


def model(tied):
    config = Qwen2Config(
        vocab_size=VOCABULARY, hidden_size=HIDDEN, intermediate_size=FEED_FORWARD,
        num_hidden_layers=LAYERS, num_attention_heads=HEADS, num_key_value_heads=GROUPS,
        rope_theta=1e6, rms_norm_eps=1e-6, tie_word_embeddings=tied, attn_implementation="eager")
    result = Qwen2ForCausalLM(config)
    with torch.no_grad():
        for place, name in enumerate(names(tied)):
            weight = result.get_parameter(name)
            weight.copy_(formula(list(weight.shape), place))
    return result.eval()


def sample(weight):
    flat = weight.detach().flatten()
    return [flat[0].item(), flat[len(flat) // 2].item(), flat[-1].item(), flat.norm().item()]


def batch():
    """Tokens, those that are read, and those that are predicted."""
    rows, length = 3, 9
    tokens = torch.tensor([[1 + (5 * r + 3 * t * t) % (VOCABULARY - 1) for t in range(length)] for r in range(rows)])
    tokens[2, 6:] = PAD
    inputs, targets = tokens[:, :-1], tokens[:, 1:].clone()
    targets[targets == PAD] = -100
    return tokens, inputs, targets


def case(tied):
    network = model(tied)
    tokens, inputs, targets = batch()
    weights = [network.get_parameter(name) for name in names(tied)]
    result = {"tied": tied, "names": names(tied), "tokens": tokens.tolist()}
    result["logits"] = network(inputs).logits[:, -1].flatten().tolist()
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-2, betas=(0.9, 0.95), eps=1e-8, weight_decay=0.1)
    steps = []
    for _ in range(3):
        optimizer.zero_grad()
        logits = network(inputs).logits
        loss = torch.nn.functional.cross_entropy(logits.reshape(-1, VOCABULARY), targets.reshape(-1))
        loss.backward()
        gradients = [sample(weight.grad) for weight in weights]
        norm = torch.nn.utils.clip_grad_norm_(network.parameters(), 0.5)
        optimizer.step()
        steps.append({"loss": loss.item(), "norm": norm.item(), "gradients": gradients,
                      "weights": [sample(weight) for weight in weights]})
    result["steps"] = steps
    return result


if __name__ == "__main__":
    print(json.dumps({"architecture": {
        "vocabulary": VOCABULARY, "hidden": HIDDEN, "layers": LAYERS, "heads": HEADS, "groups": GROUPS,
        "feed_forward": FEED_FORWARD, "theta": 1e6, "epsilon": 1e-6}, "cases": [case(False), case(True)]}))
