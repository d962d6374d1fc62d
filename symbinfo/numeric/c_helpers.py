"""The few functions, beside those of math.h, that generated C may call; as source text."""

from __future__ import annotations

from types import MappingProxyType

SOURCES = MappingProxyType(
    {
        "struct sum": """\
/* A sum, and what its additions have rounded off: Neumaier (1974). */
struct sum {
    double high, low;
};

static void add(struct sum *s, double x)
{
    double t = s->high + x;
    if (isfinite(t))
        s->low += fabs(s->high) >= fabs(x) ? (s->high - t) + x : (x - t) + s->high;
    s->high = t;
}

static double total(struct sum s)
{
    return s.high + s.low;
}
""",
        "sum_of": """\
/* The sum of n numbers; NAN if one is negative. */
static struct sum sum_of(const double *p, size_t n)
{
    struct sum s = {0.0, 0.0};
    for (size_t i = 0; i < n; i++)
        add(&s, p[i] >= 0.0 ? p[i] : NAN);
    return s;
}
""",
        "difference": """\
/* x / the sum p - y / the sum q, with the digits that the quotients round off. */
static double difference(double x, struct sum p, double y, struct sum q)
{
    double excess = (p.high - q.high) + (p.low - q.low);
    return ((x - y) - y * (excess / total(q))) / total(p);
}
""",
        "xlogy": """\
/* a log b, which is 0 where a = 0, whatever b is. */
static double xlogy(double a, double b)
{
    return a == 0.0 ? 0.0 : a * log(b);
}
""",
        "bregman": """\
/* x log(x / y) - x + y >= 0 from d = y - x, whose sum over two distributions is that of
   x log(x / y); digits are kept where x is near y, by the series of the logarithm. */
static double bregman(double x, double y, double d)
{
    double s = d / (x + y), phi = 0.0;
    if (d == 0.0)
        return 0.0;
    if (!(fabs(s) <= 1.0 / 3.0))
        return (x == 0.0 ? 0.0 : x * (log(x) - log(y))) + d;
    for (int k = 35; k > 1; k -= 2)
        phi = phi * s * s + 1.0 / k;
    return s * (d - 2.0 * x * s * s * phi);
}
""",
        "square": """\
static double square(double x)
{
    return x * x;
}
""",
        "delta": """\
/* 1 where x = y, and 0 elsewhere. */
static double delta(double x, double y)
{
    return x == y ? 1.0 : 0.0;
}
""",
        "weighted": """\
/* w e, which is 0 where w = 0, whatever e is. */
static double weighted(double w, double e)
{
    return w == 0.0 ? 0.0 : w * e;
}
""",
        "power_sums": """\
/* Sums over terms w b^e: the terms, what they exceed w by, w log b, and the terms over the
   largest of them, whose logarithm is `most`; `low` and `high` bound log b. */
struct power_sums {
    struct sum whole, excess, rate;
    double scaled, most, low, high;
};

static const struct power_sums no_powers = {
    {0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}, 0.0, -INFINITY, INFINITY, -INFINITY
};

static void add_power(struct power_sums *s, double power, double excess, double rate, double part)
{
    add(&s->whole, power);
    add(&s->excess, excess);
    add(&s->rate, rate);
    if (part > s->most) {
        s->scaled = s->scaled * exp(s->most - part) + 1.0;
        s->most = part;
    } else if (part > -INFINITY && part < INFINITY) {
        s->scaled += exp(part - s->most);
    }
}

static void bound_logs(struct power_sums *s, double log_b)
{
    s->low = fmin(s->low, log_b);
    s->high = fmax(s->high, log_b);
}
""",
        "add_power_of_law": """\
/* Add p^order; p = 0 adds 0. */
static void add_power_of_law(struct power_sums *s, double p, double order)
{
    double log_p = log(p), u = (order - 1.0) * log_p, power = pow(p, order);
    if (p == 0.0)
        return;
    add_power(s, power, u > 1.0 ? power - p : p * expm1(u), p * log_p, order * log_p);
    bound_logs(s, log_p);
}
""",
        "beyond_tangent": """\
/* exp(u) - 1 - u >= 0. */
static double beyond_tangent(double u)
{
    double value = 1.0;
    if (fabs(u) >= 1.0)
        return expm1(u) - u;
    for (int k = 20; k > 2; k--)
        value = 1.0 + value * u / k;
    return u * u / 2.0 * value;
}
""",
        "add_power_of_two": """\
/* Add p^order q^(1 - order), where d = q - p. The excess is less the tangent at p = q, whose sum
   over two distributions is 0: what is left has one sign. The two change places if their powers
   are nearer to 1 so. */
static void add_power_of_two(struct power_sums *s, double p, double q, double d, double order)
{
    int swap = order >= 0.0 && order < 0.5, both = p > 0.0 && (q > 0.0 || order > 1.0);
    double x = swap ? q : p, y = swap ? p : q, e = swap ? -order : order - 1.0;
    double slope = swap ? -d : d, tangent = slope == 0.0 ? 0.0 : e * slope;
    double logs = fabs(d) <= x / 2.0 ? -log1p(slope / x) : log(x) - log(y), u = e * logs;
    double half = exp(u / 2.0), power = both ? x * half * half : 0.0, excess;
    if (p == 0.0 && q == 0.0)
        return;
    if (x / y > 1e-280 && x / y < 1e280) {
        half = pow(x / y, e / 2.0);
        power = both ? x * half * half : 0.0;
    }
    if (fabs(d) <= (x + y) / 3.0 && u < 3.0)
        excess = e * bregman(x, y, slope) + x * beyond_tangent(u);
    else if (both)
        excess = (u > 1.0 ? power - x : x * expm1(u)) + tangent;
    else
        excess = tangent - x;
    add_power(s, power, excess, bregman(p, q, d), both ? log(x) + u : -INFINITY);
    if (p > 0.0)
        bound_logs(s, q > 0.0 ? (swap ? -logs : logs) : INFINITY);
}
""",
        "power_rate": """\
/* (The sum of powers - 1) / e; its limit at e = 0 is a sum with logarithms. */
static double power_rate(const struct power_sums *s, double e)
{
    if (isinf(e))
        return (e > 0.0 ? s->high : -s->low) > 0.0 ? INFINITY : 0.0;
    return e == 0.0 ? total(s->rate) : total(s->excess) / e;
}
""",
        "log_power_mean": """\
/* log(the sum of powers) / e; its limits are a sum with logarithms at e = 0, and the largest of
   the logarithms at e = INFINITY. */
static double log_power_mean(const struct power_sums *s, double e)
{
    double excess = total(s->excess), whole = total(s->whole);
    if (isinf(e))
        return e > 0.0 ? s->high : s->low;
    if (e == 0.0)
        return total(s->rate);
    if (fabs(excess) < 0.5)
        return log1p(excess) / e;
    if (whole > 1e-280 && whole < 1e280)
        return log(whole) / e;
    return (s->most + log(s->scaled)) / e;
}
""",
    }
)
