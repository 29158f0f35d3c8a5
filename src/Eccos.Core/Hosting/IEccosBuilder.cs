using Microsoft.Extensions.DependencyInjection;

namespace Eccos;

/// <summary>Adds the parts of one scheduler: its predictor, its optimizer. Other packages extend it.</summary>
public interface IEccosBuilder
{
    /// <summary>The scheduler's name, which is the key of its services; empty for the default scheduler.</summary>
    string Name { get; }

    /// <summary>The services of the host.</summary>
    IServiceCollection Services { get; }
}
