namespace Eccos.Experiments.Commands.LeaveOut;

/// <summary>How well one endpoint is estimated from a number of probes.</summary>
/// <param name="Model">The endpoint that was left out.</param>
/// <param name="Probes">The number of probes.</param>
/// <param name="Chosen">The log-loss when the predictor chooses them.</param>
/// <param name="Random">The mean log-loss over the draws of random ones; without probes both are the same.</param>
/// <param name="ProbeMean">The mean log-loss over the same draws of the probes' mean, (sum + 1/2) / (n + 1), whatever the query.</param>
internal sealed record LeaveOutRow(string Model, int Probes, double Chosen, double Random, double ProbeMean);
