"""Makes src/test/resources/golden/policy.json: gradients of GRPO's objective by PyTorch's autograd, in float64.

    venv/bin/python src/test/golden/make_policy_golden.py > src/test/resources/golden/policy.json

Needs what make_golden.py needs. Weights are those of make_golden.py times 2, those of the reference times 1.5.
"""
import json
import math

import torch

from make_golden import PAD, VOCABULARY, formula, model, names

ROWS, LENGTH = 4, 10
PROMPTS, TOTALS = [3, 2, 4, 1], [10, 7, 8, 4]
ADVANTAGES = [1.25, -0.75, -1.5, 0.5]
LENGTHS = [total - prompt for prompt, total in zip(PROMPTS, TOTALS)]
TOKEN_MEAN = [1 / sum(LENGTHS)] * ROWS
SEQUENCE_MEAN = [1 / (ROWS * length) for length in LENGTHS]
CONSTANT = [1 / (ROWS * 12)] * ROWS
WITHOUT_SECOND = [1 / (sum(LENGTHS) - LENGTHS[1])] * ROWS
WITHOUT_SECOND[1] = 0.0

PLAIN = dict(temperature=0.7, clip_low=0.2, clip_high=0.28, dual=0, kl_weight=0, kl="K3", entropy_weight=0, cap=0)
CASES = [
    dict(name="token-mean", weights=TOKEN_MEAN),
    dict(name="token-mean, tied", weights=TOKEN_MEAN, tied=True),
    dict(name="sequence-mean", weights=SEQUENCE_MEAN),
    dict(name="constant", weights=CONSTANT, temperature=1.3),
    dict(name="k3", weights=TOKEN_MEAN, kl_weight=0.4),
    dict(name="k2", weights=TOKEN_MEAN, kl_weight=0.4, kl="K2"),
    dict(name="entropy", weights=TOKEN_MEAN, entropy_weight=0.3),
    dict(name="importance", weights=TOKEN_MEAN, cap=1.2),
    dict(name="a masked row", weights=WITHOUT_SECOND, kl_weight=0.4, entropy_weight=0.1),
    dict(name="older policy", weights=TOKEN_MEAN, older=True),
    dict(name="older policy, dual", weights=CONSTANT, older=True, dual=1.6, kl_weight=0.2, entropy_weight=0.1),
]


def scaled(tied, factor):
    network = model(tied)
    with torch.no_grad():
        for place, name in enumerate(names(tied)):
            weight = network.get_parameter(name)
            weight.copy_(formula(list(weight.shape), place) * torch.tensor(factor))
    return network.double()


def batch():
    """Rows whose padding is no PAD; the second completion has a PAD within."""
    tokens = torch.tensor([[1 + (7 * r + 3 * t * t + t) % (VOCABULARY - 1) for t in range(LENGTH)] for r in range(ROWS)])
    tokens[1, 4] = PAD
    return tokens


def log_probabilities(network, tokens, temperature):
    return torch.log_softmax(network(tokens[:, :-1]).logits / temperature, -1)


def drawn(policy, tokens, temperature):
    """As if drawn by an older policy: ratios of about 0.5 to 2."""
    with torch.no_grad():
        l = log_probabilities(policy, tokens, temperature).gather(-1, tokens[:, 1:, None])[..., 0].flatten()
    return torch.tensor([round(x - 0.7 * math.sin(1.7 * i + 0.4), 5) for i, x in enumerate(l.tolist())]).view(ROWS, LENGTH - 1)


def objective(case, policy, reference, tokens, old):
    """The loss and the sums, token by token."""
    full = log_probabilities(policy, tokens, case["temperature"])
    near = log_probabilities(reference, tokens, case["temperature"]).detach()
    loss, kl, k3, h, low, high, dual, gaps = 0.0, 0.0, 0.0, 0.0, 0, 0, 0, []
    for row in range(ROWS):
        a, w = ADVANTAGES[row], case["weights"][row]
        for t in range(PROMPTS[row] - 1, TOTALS[row] - 1):
            token = tokens[row, t + 1]
            l, r, before = full[row, t, token], near[row, t, token], old[row, t].double()
            if case.get("older"):
                ratio = torch.exp(l - before)
                clipped = torch.clamp(ratio, 1 - case["clip_low"], 1 + case["clip_high"])
                term = torch.maximum(-a * ratio, -a * clipped)
                if a < 0 and case["dual"]:
                    term = torch.minimum(term, torch.tensor(-a * case["dual"]).double())
                low += int(a < 0 and ratio < 1 - case["clip_low"])
                high += int(a > 0 and ratio > 1 + case["clip_high"])
                dual += int(a < 0 and case["dual"] > 0 and ratio > case["dual"])
            else:
                importance = torch.exp(l - before).detach().clamp(max=case["cap"]) if case["cap"] else 1.0
                term = -a * importance * torch.exp(l - l.detach())
            estimate = torch.exp(r - l) - (r - l) - 1
            p = full[row, t].exp()
            entropy = -(p * full[row, t]).sum()
            penalty = estimate if case["kl"] == "K3" else (l - r) ** 2 / 2
            loss = loss + w * (term + case["kl_weight"] * penalty - case["entropy_weight"] * entropy)
            kl += (p * (full[row, t] - near[row, t])).sum().item()
            k3 += estimate.item()
            h += entropy.item()
            gaps.append(abs(l - before).item())
    sums = dict(tokens=len(gaps), objective=loss.item(), kl=kl, k3=k3, entropy=h, clipped_low=low, clipped_high=high,
                clipped_dual=dual, mismatch=sum(gaps), largest_mismatch=max(gaps))
    return loss, sums


def summary(gradient):
    """The first value, the middle one, the last one, the norm, and a product that no value is missing from."""
    flat = gradient.flatten()
    wave = torch.tensor([math.sin(1.1 * i + 0.3) for i in range(len(flat))], dtype=torch.float64)
    return [flat[0].item(), flat[len(flat) // 2].item(), flat[-1].item(), flat.norm().item(), (flat * wave).sum().item()]


def found(case):
    case = {**PLAIN, "tied": False, "older": False, **case}
    policy, reference = scaled(case["tied"], 2.0), scaled(case["tied"], 1.5)
    tokens = batch()
    old = drawn(policy, tokens, case["temperature"])
    loss, sums = objective(case, policy, reference, tokens, old)
    loss.backward()
    gradients = [summary(policy.get_parameter(name).grad) for name in names(case["tied"])]
    return {**case, "drawn": [round(x, 5) for x in old.flatten().tolist()], "sums": sums, "gradients": gradients}


if __name__ == "__main__":
    print(json.dumps({"tokens": batch().flatten().tolist(), "rows": ROWS, "length": LENGTH, "prompts": PROMPTS,
                      "totals": TOTALS, "advantages": ADVANTAGES, "cases": [found(case) for case in CASES]}))
