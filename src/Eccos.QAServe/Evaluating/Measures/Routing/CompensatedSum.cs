namespace Eccos.QAServe;

/// <summary>
/// A sum that keeps the digits which additions lose (A. Neumaier, ZAMM 54, 1974): choices that are worth the same must come out the same in
/// whichever order their outcomes are added.
/// </summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    public readonly double Value => _sum + _lost;

    public void Add(double x)
    {
        var sum = _sum + x;
        _lost += Math.Abs(_sum) >= Math.Abs(x) ? _sum - sum + x : x - sum + _sum;
        _sum = sum;
    }
}
