"""The few functions, beside those of math.h, that generated C may call; as source text."""

from __future__ import annotations

from types import MappingProxyType

SOURCES = MappingProxyType(
    {
        "is_distribution": """\
/* Whether n numbers are not negative and sum to 1, but for rounding. */
static int is_distribution(const double *p, size_t n)
{
    double total = 0.0;
    for (size_t i = 0; i < n; i++) {
        if (!(p[i] >= 0.0))
            return 0;
        total += p[i];
    }
    return fabs(total - 1.0) <= 1.5e-8;
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
/* x log(x / y) - x + y >= 0, whose sum over two distributions is that of x log(x / y);
   digits are kept where x is near y, by the series of the logarithm. */
static double bregman(double x, double y)
{
    double d = y - x, s = d / (x + y), phi = 0.0;
    if (d == 0.0)
        return 0.0;
    if (!(fabs(s) <= 1.0 / 3.0))
        return (x == 0.0 ? 0.0 : x * log(x / y)) + d;
    for (int k = 35; k > 1; k -= 2)
        phi = phi * s * s + 1.0 / k;
    return s * (d - 2.0 * x * s * s * phi);
}
""",
        "weighted": """\
/* w e, which is 0 where w = 0, whatever e is. */
static double weighted(double w, double e)
{
    return w == 0.0 ? 0.0 : w * e;
}
""",
        "weighted_excess": """\
/* w (b^e - 1), which is 0 where w = 0, whatever b is. */
static double weighted_excess(double w, double b, double e)
{
    return w == 0.0 ? 0.0 : w * expm1(e * log(b));
}
""",
    }
)
