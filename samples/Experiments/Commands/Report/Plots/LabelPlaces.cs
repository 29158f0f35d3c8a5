using ScottPlot;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>
/// Places labels beside their points so that none covers another, a point or the legend, and none leaves the plot: of the places around a point, near ones
/// first, each label takes the first that is free.
/// </summary>
/// <param name="width">The width of the data area in pixels.</param>
/// <param name="height">Its height.</param>
internal sealed class LabelPlaces(float width, float height)
{
    // Wide enough for the plot's font at the size of labels.
    private const float CharacterWidth = 6.3f;
    private const float LineHeight = 14;
    private const float Clearance = 7;
    private static readonly int[] _distances = [0, 12, 24, 38, 54, 72];

    private readonly List<PixelRect> _taken = [];

    /// <summary>Keeps labels off a part of the plot; pixels from its upper left corner.</summary>
    public void Keep(PixelRect part) => _taken.Add(part);

    /// <summary>Keeps labels off a point.</summary>
    public void Keep(Pixel point) => Keep(new PixelRect(point.X - Clearance, point.X + Clearance, point.Y + Clearance, point.Y - Clearance));

    /// <summary>Finds the place of a label.</summary>
    /// <param name="text">The label.</param>
    /// <param name="point">Its point.</param>
    /// <returns>How far its upper left corner lies from the point, in pixels to the right and down.</returns>
    public Pixel Place(string text, Pixel point)
    {
        var length = text.Length * CharacterWidth;
        foreach (var offset in Around(length))
        {
            var (left, top) = (point.X + offset.X, point.Y + offset.Y);
            var box = new PixelRect(left, left + length, top + LineHeight, top);
            if (left < 0 || top < 0 || left + length > width || top + LineHeight > height || _taken.Any(other => Overlap(box, other)))
                continue;
            _taken.Add(box);
            return offset;
        }

        return Around(length).First();
    }

    private static IEnumerable<Pixel> Around(float length)
    {
        foreach (var far in _distances)
        {
            foreach (var rise in new[] { -LineHeight - far, far, -LineHeight / 2 })
            {
                yield return new Pixel(Clearance, rise);
                yield return new Pixel(-Clearance - length, rise);
            }

            yield return new Pixel(-length / 2, -LineHeight - Clearance - far);
            yield return new Pixel(-length / 2, Clearance + far);
        }
    }

    private static bool Overlap(PixelRect a, PixelRect b) => a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;
}
