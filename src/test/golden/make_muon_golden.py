"""Makes src/test/resources/golden/muon.json: steps of Muon on the model of make_golden.py, computed in two other ways.

    python3 -m venv venv && venv/bin/pip install torch==2.9.1 transformers==4.53.3 numpy
    venv/bin/python src/test/golden/make_muon_golden.py > src/test/resources/golden/muon.json

"float64": the momentum is orthogonalized in NumPy by the polynomial of each singular value, without Newton's and Schulz's products.
"bfloat16": PyTorch's own torch.optim.Muon, which computes the products in bfloat16. AdamW in both is PyTorch's.
"""
import json

import numpy
import torch

from make_golden import VOCABULARY, batch, model, names, sample

RATE, DECAY, MOMENTUM, STEPS = 1e-2, 0.1, 0.95, 4


def orthogonal(matrix):
    left, values, right = numpy.linalg.svd(matrix, full_matrices=False)
    values = values / numpy.linalg.norm(values)
    for _ in range(5):
        values = 3.4445 * values - 4.7750 * values**3 + 2.0315 * values**5
    return left * values @ right


class SingularValueMuon:
    def __init__(self, weights):
        self.weights = weights
        self.momenta = [numpy.zeros(weight.shape) for weight in weights]

    def step(self):
        for weight, momentum in zip(self.weights, self.momenta):
            gradient = weight.grad.double().numpy()
            momentum[:] = MOMENTUM * momentum + (1 - MOMENTUM) * gradient
            ahead = MOMENTUM * momentum + (1 - MOMENTUM) * gradient
            update = 0.2 * max(weight.shape) ** 0.5 * orthogonal(ahead)
            moved = weight.detach().double().numpy() * (1 - RATE * DECAY) - RATE * update
            weight.data.copy_(torch.from_numpy(moved))


def steps(tied, muon):
    network = model(tied)
    _, inputs, targets = batch()
    weights = {name: network.get_parameter(name) for name in names(tied)}
    matrices = [weight for name, weight in weights.items() if ".layers." in name and weight.dim() == 2]
    others = [weight for weight in weights.values() if all(weight is not matrix for matrix in matrices)]
    optimizers = [muon(matrices),
                  torch.optim.AdamW(others, lr=RATE, betas=(0.9, 0.95), eps=1e-8, weight_decay=DECAY)]
    result = []
    for _ in range(STEPS):
        network.zero_grad()
        logits = network(inputs).logits
        loss = torch.nn.functional.cross_entropy(logits.reshape(-1, VOCABULARY), targets.reshape(-1))
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(network.parameters(), 0.5)
        for optimizer in optimizers:
            optimizer.step()
        result.append({"loss": loss.item(), "norm": norm.item(), "weights": [sample(weight) for weight in weights.values()]})
    return result


def pytorch_muon(matrices):
    return torch.optim.Muon(
        matrices, lr=RATE, weight_decay=DECAY, momentum=MOMENTUM, nesterov=True, ns_steps=5, adjust_lr_fn="match_rms_adamw")


print(json.dumps([{"tied": tied, "float64": steps(tied, SingularValueMuon), "bfloat16": steps(tied, pytorch_muon)}
                  for tied in (False, True)]))
