namespace Eccos.Optimization;

/// <summary>An assignment that departs from the one of regret 0 at some of the queries looked at so far.</summary>
/// <param name="Loads">The queries at each endpoint, as a <see cref="LoadKey"/> packs them.</param>
/// <param name="F">sum_ij f_ij x_ij.</param>
/// <param name="G">What departures add to the side row in slot 0 that is open, see <see cref="OpenRows"/>; 0 without one.</param>
/// <param name="H">The same of slot 1.</param>
/// <param name="Regret">sum_i rho_i,x(i), and what the slack of the rows that are no longer open costs.</param>
/// <param name="Bound">What <see cref="RegretToGo"/> says its regret comes to at least.</param>
/// <param name="Last">The last departure's place in the trail; -1 for none.</param>
internal readonly record struct PartialAssignment(UInt128 Loads, double F, double G, double H, double Regret, double Bound, int Last);
