namespace Eccos.QAServe;

/// <summary>Says how endpoints serve the queries that are placed with them, in place of endpoints.</summary>
/// <remarks>Asked once for each placement, after its decision, in the order of the decisions.</remarks>
public interface IServiceModel
{
    /// <summary>Serves a query.</summary>
    /// <param name="placement">Where it was placed.</param>
    /// <returns>How long that takes and what it uses.</returns>
    Service Serve(Placement placement);
}
