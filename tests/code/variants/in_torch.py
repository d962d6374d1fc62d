"""Functions as people write them with torch; half of them are wrong."""

import torch
import torch.nn.functional as F


def entropy_special(p):
    return torch.special.entr(p).sum()


def entropy_log(p):
    return -(p * p.log()).sum()


def entropy_clamp(p):
    return -(p * p.clamp(min=1e-12).log()).sum()


def kl_f(p, q):
    return F.kl_div(q.log(), p, reduction="sum")


def kl_f_order(p, q):
    return F.kl_div(p.log(), q, reduction="sum")


def kl_f_mean(p, q):
    return F.kl_div(q.log(), p)


def kl_xlogy(p, q):
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(dim=-1)


def softmax_f(p, z):
    return F.cross_entropy(z, p)


def softmax_log_softmax(p, z):
    return -(p * z.log_softmax(-1)).sum(-1)


def softmax_log(p, z):
    return -(p * torch.log(z.softmax(dim=-1))).sum()


def softmax_twice(p, z):
    return F.cross_entropy(F.softmax(z, dim=-1), p)


def softmax_mean(p, z):
    return -(p * F.log_softmax(z, dim=-1)).mean()
