using System.Buffers;

namespace Eccos.Optimization;

/// <summary>
/// Enumerates exchanges of up to three queries among the options of smallest regret. The steps from one endpoint to another are kept
/// in order of regret, the best few of each, and chained.
/// </summary>
/// <remarks>The table of steps is as large for a small batch as for a large one, so it comes from the shared pool.</remarks>
internal sealed class ExchangeSearch : IDisposable
{
    private const int Width = 12;

    /// <summary>About the most exchanges of three that are gone through; where there are more, those of two are plenty.</summary>
    private const double MostOfThree = 3e6;

    private readonly SearchState _state;
    private readonly LagrangianForm _form;
    private readonly double[] _regrets;
    private readonly PooledList<Option> _options;
    private readonly Step[] _steps;
    private readonly int[] _count;
    private readonly double[] _lowest;
    private readonly double[] _leaving;
    private readonly double[] _joining;
    private readonly double[] _change;
    private readonly List<int> _touched = [];
    private bool _goesToThree;

    /// <param name="state">The assignment to better.</param>
    /// <param name="regrets">rho_ij, row after row.</param>
    /// <param name="options">Every endpoint worth moving a query to, those it is at included.</param>
    public ExchangeSearch(SearchState state, double[] regrets, PooledList<Option> options)
    {
        (_state, _form, _regrets, _options) = (state, state.Form, regrets, options);
        _steps = ArrayPool<Step>.Shared.Rent(_form.M * _form.M * Width);
        _count = new int[_form.M * _form.M];
        (_lowest, _leaving, _joining) = (new double[_form.M], new double[_form.M], new double[_form.M]);
        _change = new double[_form.Sides.Length];
    }

    /// <summary>The exchanges that were looked at.</summary>
    public long Looked { get; private set; }

    public void Dispose() => ArrayPool<Step>.Shared.Return(_steps);

    /// <summary>Puts the steps that there are now in order, those of a regret of at most <paramref name="regretBudget"/>.</summary>
    public void Arrange(double regretBudget)
    {
        Array.Clear(_count);
        Array.Fill(_lowest, double.PositiveInfinity);
        foreach (var option in _options.Items)
        {
            var (i, from, to) = (option.Query, _state.X[option.Query], option.Endpoint);
            var regret = option.Regret - _regrets[(i * _form.M) + from];
            if (from == to || regret > regretBudget)
                continue;
            _lowest[from] = Math.Min(_lowest[from], regret);
            Insert(new Step(i, from, to, _form.F[(i * _form.M) + to] - _form.F[(i * _form.M) + from], _state.FirstSideChange(i, from, to), regret));
        }

        for (var j = 0; j < _form.M; j++)
            (_leaving[j], _joining[j]) = (CountRelief(j, -1), CountRelief(j, 1));
        var (steps, next) = ((double)_count.Sum(), (double)_count.Sum() / _form.M);
        _goesToThree = steps * next * Math.Min(next, 2 * _form.M) <= MostOfThree;
    }

    /// <summary>Shows the exchanges of the steps in order, those beyond the visitor's budget left out.</summary>
    /// <param name="visitor">Looks at them.</param>
    /// <param name="longest">The most moves, 1 to 3.</param>
    public void Enumerate<TVisitor>(ref TVisitor visitor, int longest = 3)
        where TVisitor : struct, IExchangeVisitor
    {
        var m = _form.M;
        for (var pair = 0; pair < m * m; pair++)
        {
            for (var a = 0; a < _count[pair]; a++)
            {
                var one = new Exchange(in _steps[(pair * Width) + a]);
                visitor.Visit(one, Relief(one));
                for (var k = 0; k < m && longest > 1; k++)
                    Second(one, (one.Last * m) + k, longest, ref visitor);
            }
        }
    }

    private void Second<TVisitor>(in Exchange one, int pair, int longest, ref TVisitor visitor)
        where TVisitor : struct, IExchangeVisitor
    {
        for (var b = 0; b < Math.Min(_count[pair], 6); b++)
        {
            ref readonly var second = ref _steps[(pair * Width) + b];
            if (second.Query == one.First.Query)
                continue;
            var two = one.Then(in second);
            if (two.DeltaRegret <= visitor.RegretBudget)
                visitor.Visit(two, Relief(two));
            if (longest > 2 && _goesToThree && two.Last != one.First.From)
                Third(two, ref visitor);
        }
    }

    private void Third<TVisitor>(in Exchange two, ref TVisitor visitor)
        where TVisitor : struct, IExchangeVisitor
    {
        for (var k = 0; k < _form.M && two.DeltaRegret + _lowest[two.Last] <= visitor.RegretBudget; k++)
        {
            var next = (two.Last * _form.M) + k;
            for (var c = 0; c < Math.Min(_count[next], 2) && k != two.First.To; c++)
            {
                ref readonly var third = ref _steps[(next * Width) + c];
                if (third.Query == two.First.Query || third.Query == two.Second.Query || two.DeltaRegret + third.DeltaRegret > visitor.RegretBudget)
                    continue;
                var three = two.Then(in third);
                visitor.Visit(three, Relief(three));
            }
        }
    }

    private double Relief(in Exchange exchange)
    {
        Looked++;
        var relief = !_form.IsPlain ? SideRelief(exchange)
            : _state.G.Length == 0 ? 0
            : _state.SideViolation(0, _state.G[0]) - _state.SideViolation(0, _state.G[0] + exchange.DeltaG);
        if (exchange.Last != exchange.First.From)
            relief += _leaving[exchange.First.From] + _joining[exchange.Last];
        return _form.HasTokenLimits ? relief + TokenRelief(exchange) : relief;
    }

    private double SideRelief(in Exchange exchange)
    {
        AddSides(exchange.First);
        if (exchange.Length > 1)
            AddSides(exchange.Second);
        if (exchange.Length > 2)
            AddSides(exchange.Third);
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

    private double TokenRelief(in Exchange exchange)
    {
        var relief = 0.0;
        for (var j = 0; j < _form.M; j++)
        {
            var tokens = TokensOf(exchange.First, j);
            if (exchange.Length > 1)
                tokens += TokensOf(exchange.Second, j);
            if (exchange.Length > 2)
                tokens += TokensOf(exchange.Third, j);
            if (tokens != 0)
                relief += _state.TokenViolation(j, _state.Tokens[j]) - _state.TokenViolation(j, _state.Tokens[j] + tokens);
        }

        return relief;
    }

    private double TokensOf(in Step step, int j) =>
        step.To == j ? _form.TOf(step.Query, j) : step.From == j ? -_form.TOf(step.Query, j) : 0;

    private void Insert(in Step step)
    {
        var pair = (step.From * _form.M) + step.To;
        var steps = _steps.AsSpan(pair * Width, Width);
        var n = _count[pair];
        if (n == Width && steps[n - 1].DeltaRegret <= step.DeltaRegret)
            return;
        var at = n == Width ? n - 1 : _count[pair]++;
        for (; at > 0 && steps[at - 1].DeltaRegret > step.DeltaRegret; at--)
            steps[at] = steps[at - 1];
        steps[at] = step;
    }
}
