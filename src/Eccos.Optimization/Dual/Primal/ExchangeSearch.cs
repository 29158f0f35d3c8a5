namespace Eccos.Optimization;

/// <summary>
/// Enumerates exchanges of up to three queries among the options of smallest regret. The steps from one endpoint to another are kept
/// in order of regret, the best few of each, and chained.
/// </summary>
internal sealed class ExchangeSearch
{
    private const int Width = 12;

    /// <summary>About the most exchanges of three that are gone through; where there are more, those of two are plenty.</summary>
    private const double MostOfThree = 3e6;

    private readonly SearchState _state;
    private readonly LagrangianForm _form;
    private readonly double[] _regrets;
    private readonly Option[] _options;
    private readonly Step[] _steps;
    private readonly int[] _count;
    private readonly double[] _change;
    private readonly List<int> _touched = [];
    private bool _goesToThree;

    /// <param name="state">The assignment to better.</param>
    /// <param name="regrets">rho_ij, row after row.</param>
    /// <param name="options">Every endpoint worth moving a query to, those it is at included.</param>
    public ExchangeSearch(SearchState state, double[] regrets, Option[] options)
    {
        (_state, _form, _regrets, _options) = (state, state.Form, regrets, options);
        _steps = new Step[_form.M * _form.M * Width];
        _count = new int[_form.M * _form.M];
        _change = new double[_form.Sides.Length];
    }

    /// <summary>Calls back for every exchange whose regret grows by at most <paramref name="regretBudget"/>.</summary>
    public void Enumerate(double regretBudget, ExchangeVisitor visit)
    {
        Arrange(regretBudget);
        var m = _form.M;
        for (var pair = 0; pair < m * m; pair++)
        {
            for (var a = 0; a < _count[pair]; a++)
            {
                var first = _steps[(pair * Width) + a];
                Visit(1, first, default, default, visit);
                for (var k = 0; k < m; k++)
                    Second(first, (first.To * m) + k, regretBudget, visit);
            }
        }
    }

    private void Second(in Step first, int pair, double regretBudget, ExchangeVisitor visit)
    {
        for (var b = 0; b < Math.Min(_count[pair], 6); b++)
        {
            var second = _steps[(pair * Width) + b];
            var regret = first.DeltaRegret + second.DeltaRegret;
            if (second.Query == first.Query)
                continue;
            if (regret <= regretBudget)
                Visit(2, first, second, default, visit);
            if (second.To == first.From || !_goesToThree)
                continue;
            for (var k = 0; k < _form.M; k++)
            {
                var next = (second.To * _form.M) + k;
                for (var c = 0; c < Math.Min(_count[next], 2); c++)
                {
                    var third = _steps[(next * Width) + c];
                    if (k != first.To && third.Query != first.Query && third.Query != second.Query && regret + third.DeltaRegret <= regretBudget)
                        Visit(3, first, second, third, visit);
                }
            }
        }
    }

    private void Visit(int length, in Step first, in Step second, in Step third, ExchangeVisitor visit)
    {
        var f = first.DeltaF + second.DeltaF + third.DeltaF;
        var g = first.DeltaG + second.DeltaG + third.DeltaG;
        var last = length == 1 ? first.To : length == 2 ? second.To : third.To;
        var relief = _form.IsPlain
            ? (_state.G.Length == 0 ? 0 : _state.SideViolation(0, _state.G[0]) - _state.SideViolation(0, _state.G[0] + g))
            : SideRelief(length, first, second, third);
        if (last != first.From)
            relief += CountRelief(first.From, -1) + CountRelief(last, 1);
        if (_form.HasTokenLimits)
            relief += TokenRelief(length, first, second, third);
        visit(new Exchange(length, first, second, third, f, g, first.DeltaRegret + second.DeltaRegret + third.DeltaRegret, relief));
    }

    private double SideRelief(int length, in Step first, in Step second, in Step third)
    {
        AddSides(first);
        if (length > 1)
            AddSides(second);
        if (length > 2)
            AddSides(third);
        var relief = 0.0;
        foreach (var row in _touched)
        {
            relief += _state.SideViolation(row, _state.G[row]) - _state.SideViolation(row, _state.G[row] + _change[row]);
            _change[row] = 0;
        }

        _touched.Clear();
        return relief;
    }

    private void AddSides(in Step step)
    {
        foreach (var (row, at) in _form.SidesOf(step.Query))
        {
            if (_change[row] == 0)
                _touched.Add(row);
            _change[row] += _form.Sides[row].G[at + step.To] - _form.Sides[row].G[at + step.From];

            // A change that cancels out is not listed twice.
            if (_change[row] == 0)
                _touched.Remove(row);
        }
    }

    private double CountRelief(int j, int change) => _state.CountViolation(j, _state.Count[j]) - _state.CountViolation(j, _state.Count[j] + change);

    private double TokenRelief(int length, in Step first, in Step second, in Step third)
    {
        var relief = 0.0;
        for (var j = 0; j < _form.M; j++)
        {
            var tokens = TokensOf(first, j);
            if (length > 1)
                tokens += TokensOf(second, j);
            if (length > 2)
                tokens += TokensOf(third, j);
            if (tokens != 0)
                relief += _state.TokenViolation(j, _state.Tokens[j]) - _state.TokenViolation(j, _state.Tokens[j] + tokens);
        }

        return relief;
    }

    private double TokensOf(in Step step, int j) =>
        step.To == j ? _form.TOf(step.Query, j) : step.From == j ? -_form.TOf(step.Query, j) : 0;

    private void Arrange(double regretBudget)
    {
        Array.Clear(_count);
        foreach (var option in _options)
        {
            var (i, from, to) = (option.Query, _state.X[option.Query], option.Endpoint);
            var regret = option.Regret - _regrets[(i * _form.M) + from];
            if (from == to || regret > regretBudget)
                continue;
            var pair = (from * _form.M) + to;
            var n = _count[pair];
            if (n == Width && _steps[(pair * Width) + n - 1].DeltaRegret <= regret)
                continue;
            var at = n == Width ? n - 1 : _count[pair]++;
            for (; at > 0 && _steps[(pair * Width) + at - 1].DeltaRegret > regret; at--)
                _steps[(pair * Width) + at] = _steps[(pair * Width) + at - 1];
            _steps[(pair * Width) + at] = new Step(
                i, from, to, _form.F[(i * _form.M) + to] - _form.F[(i * _form.M) + from], _state.FirstSideChange(i, from, to), regret);
        }

        var (steps, next) = ((double)_count.Sum(), (double)_count.Sum() / _form.M);
        _goesToThree = steps * next * Math.Min(next, 2 * _form.M) <= MostOfThree;
    }
}
