namespace QuickStart.Data;

/// <summary>Workload limits for endpoints whose own are not known.</summary>
internal static class WorkloadLimits
{
    private const double Slack = 1.25;

    /// <summary>1.25 x batch / endpoints for each, rounded up: a quarter more than an even share.</summary>
    public static int Balanced(int batchSize, int endpoints) => (int)Math.Ceiling(Slack * batchSize / endpoints);
}
