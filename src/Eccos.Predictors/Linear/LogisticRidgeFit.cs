using System.Numerics.Tensors;

namespace Eccos.Predictors;

/// <summary>
/// Logistic regression of success on a query's features phi, in two levels that are penalised apart:
/// <code>
/// logit a_ij = c_j + f_ij,  f_ij = phi_i . (w + w_j)          minimise log-loss + lambda |w|^2 / 2 + lambda' sum_j |w_j|^2 / 2
/// </code>
/// By truncated Newton steps (R. Dembo, T. Steihaug, "Truncated-Newton Algorithms for Large-Scale Unconstrained Optimization", Math. Program. 26, 1983) in the dual,
/// <code>
/// f = X X' B C,  C = 11' / lambda + I / lambda'          in the minimum B = y - a
/// (V^1/2 (X X' (x) C) V^1/2 + I) V^-1/2 B = V^1/2 t       each step: V = a (1 - a), t the working response, by conjugate gradients from the step before
/// </code>
/// No kernel matrix is formed; an iteration is two passes over the entries of X for all endpoints at once.
/// </summary>
internal sealed class LogisticRidgeFit
{
    private const int NewtonSteps = 8;
    private const int Iterations = 25;
    private const double Tolerance = 0.01;
    private const double InnerTolerance = 0.1;
    private const double LeastCurvature = 1e-3;

    private readonly SparseMatrix _x;
    private readonly SparseMatrix _transposed;
    private readonly float[] _success;
    private readonly int _m;
    private readonly int _stride;
    private readonly RidgePenalties _penalties;
    private readonly ParallelOptions _parallel;
    private readonly double[] _prior;
    private readonly double[] _intercepts;
    private readonly DenseMatrix _f;
    private readonly DenseMatrix _b;
    private readonly DenseMatrix _root;
    private readonly DenseMatrix _r;

    private LogisticRidgeFit(SparseMatrix x, float[] success, int endpoints, RidgePenalties penalties, ParallelOptions parallel)
    {
        (_x, _transposed, _success, _m, _penalties, _parallel) = (x, x.Transposed, success, endpoints, penalties, parallel);
        _stride = RowSum.Padded(endpoints);
        _prior = Priors(success, endpoints);
        _intercepts = [.. _prior];
        (_f, _b, _root, _r) = (Zeros(), Zeros(), Zeros(), Zeros());
    }

    /// <param name="x">X, N rows.</param>
    /// <param name="success">N x M scores; NaN where there is none.</param>
    /// <param name="endpoints">M.</param>
    /// <param name="penalties">lambda and lambda'.</param>
    /// <param name="parallel">Threads and cancellation; the result does not depend on the threads.</param>
    /// <returns>c, and one row of weights w + w_j per feature: M, and zeros up to <see cref="RowSum.Padded"/>.</returns>
    public static (double[] Intercepts, DenseMatrix Weights) Fit(SparseMatrix x, float[] success, int endpoints, RidgePenalties penalties, ParallelOptions parallel)
    {
        var fit = new LogisticRidgeFit(x, success, endpoints, penalties, parallel);
        for (var step = 0; step < NewtonSteps && fit.Linearise(); step++)
        {
            fit.Solve();
            fit.MoveIntercepts();
        }

        var weights = fit._transposed.Multiply(fit._b, parallel);
        fit.Mix(weights);
        return (fit._intercepts, weights);
    }

    /// <summary>Sets V^1/2, and the residual V^-1/2 (y - a - B) of what is solved next, where f and c are; tells whether there is anything left to solve.</summary>
    private bool Linearise()
    {
        double left = 0, whole = 0;
        for (var k = 0; k < _success.Length; k++)
        {
            if (float.IsNaN(_success[k]))
                continue;
            var place = Place(k);
            var p = Logistic.Sigmoid(_intercepts[k % _m] + _f.Values[place]);
            var root = Math.Sqrt(Math.Max(p * (1 - p), LeastCurvature));
            var rest = _success[k] - p - _b.Values[place];
            _root.Values[place] = (float)root;
            _r.Values[place] = (float)(rest / root);
            left += rest * rest;
            whole += (_success[k] - p) * (_success[k] - p);
        }

        return left > Tolerance * Tolerance * whole;
    }

    private void Solve()
    {
        var direction = Zeros();
        _r.Values.CopyTo(direction.Values, 0);
        var rr = Dot(_r, _r);
        var enough = rr * InnerTolerance * InnerTolerance;
        var rooted = Zeros();
        for (var step = 0; step < Iterations && rr > enough; step++)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            TensorPrimitives.Multiply(_root.Values, direction.Values, rooted.Values);
            var change = _x.Multiply(_transposed.Multiply(rooted, _parallel), _parallel);
            Mix(change);
            var along = Dot(rooted, change) + Dot(direction, direction);
            var length = (float)(rr / along);
            VectorMath.AddScaled(_b.Values, rooted.Values, length);
            VectorMath.AddScaled(_f.Values, change.Values, length);
            TensorPrimitives.MultiplyAdd(_root.Values, change.Values, direction.Values, change.Values);
            VectorMath.AddScaled(_r.Values, change.Values, -length);
            var next = Dot(_r, _r);
            TensorPrimitives.MultiplyAdd(direction.Values, (float)(next / rr), _r.Values, direction.Values);
            rr = next;
        }
    }

    /// <summary>Newton steps on c, drawn to where it began by the weight of one label.</summary>
    private void MoveIntercepts()
    {
        for (var j = 0; j < _m; j++)
        {
            double gradient = _prior[j] - _intercepts[j], curvature = 1;
            for (var k = j; k < _success.Length; k += _m)
            {
                if (float.IsNaN(_success[k]))
                    continue;
                var p = Logistic.Sigmoid(_intercepts[j] + _f.Values[Place(k)]);
                gradient += _success[k] - p;
                curvature += p * (1 - p);
            }

            _intercepts[j] += gradient / curvature;
        }
    }

    /// <summary>Multiplies each row by C.</summary>
    private void Mix(DenseMatrix rows)
    {
        var (shared, own) = ((float)(1 / _penalties.SharedSuccess), (float)(1 / _penalties.OwnSuccess));
        for (var i = 0; i < rows.RowCount; i++)
        {
            var row = rows.Row(i)[.._m];
            var sum = 0f;
            foreach (var value in row)
                sum += value;
            foreach (ref var value in row)
                value = (value * own) + (sum * shared);
        }
    }

    /// <summary>Where label k lies in matrices of whole vectors a row.</summary>
    private int Place(int k) => (k / _m * _stride) + (k % _m);

    private DenseMatrix Zeros() => new(_success.Length / _m, _stride);

    private static double Dot(DenseMatrix a, DenseMatrix b)
    {
        var dot = 0.0;
        for (var k = 0; k < a.Values.Length; k++)
            dot += (double)a.Values[k] * b.Values[k];
        return dot;
    }

    /// <summary>The logit of each endpoint's mean, with the pool's mean as one label more.</summary>
    private static double[] Priors(float[] success, int endpoints)
    {
        double total = 0.5, observed = 1;
        foreach (var value in success)
            (total, observed) = float.IsNaN(value) ? (total, observed) : (total + value, observed + 1);
        var priors = new double[endpoints];
        for (var j = 0; j < endpoints; j++)
        {
            double sum = total / observed, count = 1;
            for (var k = j; k < success.Length; k += endpoints)
                (sum, count) = float.IsNaN(success[k]) ? (sum, count) : (sum + success[k], count + 1);
            priors[j] = Logistic.Logit(sum / count);
        }

        return priors;
    }
}
