"""Least squares and log-linear Poisson fits, with the conventions that the other modules share."""

from typing import Any

import numpy as np
import statsmodels.api as sm
from scipy import integrate
from statsmodels.genmod.generalized_linear_model import GLMResults

from analysis.methods.arrays import FloatArray

# Of the parameters, not of the deviance: standard errors come from the step before the last, and the deviance
# is level to 1e-8 while they are still 1e-7 off.
CONVERGENCE = 1e-10


def least_squares(values: FloatArray, design: FloatArray) -> Any:
    """Ordinary least squares with Student's t on the residual degrees of freedom (statsmodels results)."""
    return sm.OLS(values, design).fit()


def poisson(values: FloatArray, design: FloatArray, exposure: FloatArray | None = None) -> Any:
    """Poisson regression with a log link and normal ranges (statsmodels results).

    [@mccullagh1989], chapter 6. `exposure` enters as an offset, its log.
    """
    return _log_linear(values, design, exposure).fit(tol=CONVERGENCE, tol_criterion="params")


def quasi_poisson(values: FloatArray, design: FloatArray, exposure: FloatArray | None = None) -> Any:
    """The Poisson fit with its variance scaled by Pearson's chi-square over the residual degrees of freedom.

    [@mccullagh1989], chapters 6 and 9; ranges by Student's t, as R's `quasipoisson` has them.
    The scale is used as it comes, also below 1.
    """
    fit = poisson(values, design, exposure)
    # The scale touches the covariance alone. statsmodels' own scale="X2" fails on a perfect fit, whose scale is 0.
    scale = fit.pearson_chi2 / fit.df_resid
    return GLMResults(fit.model, fit.params, fit.normalized_cov_params, scale, use_t=True)


def durbin_watson_p_value(statistic: float, design: FloatArray) -> float:
    """Two-sided p value of independent errors, from the Durbin–Watson statistic of a least-squares fit.

    Exact for normal errors: the statistic is a ratio of quadratic forms
    [@durbin1950], evaluated by numerical inversion of the characteristic
    function ([@imhof1961], equation 3.2).
    """
    n = len(design)
    differences = np.diff(np.eye(n), axis=0)
    orthogonal, _ = np.linalg.qr(design, mode="complete")
    outside = orthogonal[:, design.shape[1] :]
    weights = np.linalg.eigvalsh(outside.T @ differences.T @ differences @ outside) - statistic

    def integrand(u: float) -> float:
        angle = np.arctan(weights * u).sum() / 2
        modulus = np.prod(1 + (weights * u) ** 2) ** 0.25
        return float(np.sin(angle) / (u * modulus))

    integral, _ = integrate.quad(integrand, 0, np.inf, epsabs=1e-13, epsrel=1e-13, limit=500)
    smaller = 0.5 - integral / np.pi
    return float(2 * min(smaller, 1 - smaller))


def _log_linear(values: FloatArray, design: FloatArray, exposure: FloatArray | None) -> Any:
    if values.sum() == 0:
        raise ValueError("a log-linear fit needs at least one count above zero")
    return sm.GLM(values, design, family=sm.families.Poisson(), exposure=exposure)
