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


def entropy_where(p):
    return -torch.where(p > 0, p * torch.log(p), torch.zeros_like(p)).sum()


def entropy_nan_to_num(p):
    return -torch.sum(torch.nan_to_num(p * p.log()))


def entropy_masked_fill(p):
    logs = p.log().masked_fill(p == 0, 0.0)
    return -(p * logs).sum(-1)


def entropy_finfo(p):
    return -(p * torch.log(p.clamp_min(torch.finfo(p.dtype).eps))).sum()


def entropy_log2(p):
    return -torch.special.xlogy(p, p).sum() / torch.log(torch.tensor(2.0, dtype=torch.float64))


def entropy_divided_by_letters(p):
    return torch.special.entr(p).sum(dim=-1) / p.shape[-1]


def kl_log_target(p, q):
    return F.kl_div(torch.log(q), torch.log(p), reduction="sum", log_target=True)


def kl_batchmean(p, q):
    return F.kl_div(q.log(), p, reduction="batchmean")


def kl_without_log(p, q):
    return F.kl_div(q, p, reduction="sum")


def kl_entr(p, q):
    return -torch.special.entr(p).sum() - torch.special.xlogy(p, q).sum()


def tv_half_sum(p, q):
    return 0.5 * (p - q).abs().sum()


def tv_relu(p, q):
    return F.relu(p - q).sum()


def tv_mean(p, q):
    return 0.5 * (p - q).abs().mean()


def softmax_logsumexp(p, z):
    return torch.logsumexp(z, dim=-1) - (p * z).sum(dim=-1)


def softmax_temperature(p, z):
    return -(p * F.log_softmax(z / 0.5, dim=-1)).sum()


def softmax_swapped(p, z):
    return F.cross_entropy(p, z)


def softmax_log_of_softmax_of_log(p, z):
    return -(p * F.log_softmax(F.softmax(z, dim=-1), dim=-1)).sum()
