using System.ComponentModel;
using System.Globalization;

namespace GoQueue.Generated.Validation.Rules;

/// <summary>
/// <c>[Range]</c>. The attribute converts the value to the type of its limits before it compares: rounding to the even neighbour where the limits
/// are integers. These overloads give the same answer without the conversion's box, and "out of range" where it would overflow.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RangeRule
{
    /// <summary>Whether the value is within the limits.</summary>
    /// <remarks>Compares by CompareTo as the attribute does: NaN is smaller than every limit and never in range.</remarks>
    /// <typeparam name="T">The type of value and limits.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="minimum">The lower limit.</param>
    /// <param name="maximum">The upper limit.</param>
    /// <param name="minimumIsExclusive">Whether the lower limit itself is out of range.</param>
    /// <param name="maximumIsExclusive">Whether the upper limit itself is out of range.</param>
    public static bool Holds<T>(T value, T minimum, T maximum, bool minimumIsExclusive = false, bool maximumIsExclusive = false)
        where T : IComparable<T>
    {
        var low = value.CompareTo(minimum);
        var high = value.CompareTo(maximum);
        return (minimumIsExclusive ? low > 0 : low >= 0) && (maximumIsExclusive ? high < 0 : high <= 0);
    }

    /// <summary>A fractional value against integer limits.</summary>
    /// <inheritdoc cref="Holds{T}"/>
    public static bool HoldsRounded(double value, int minimum, int maximum, bool minimumIsExclusive = false, bool maximumIsExclusive = false)
        => Holds(Math.Round(value), minimum, maximum, minimumIsExclusive, maximumIsExclusive);

    /// <inheritdoc cref="HoldsRounded(double, int, int, bool, bool)"/>
    public static bool HoldsRounded(decimal value, int minimum, int maximum, bool minimumIsExclusive = false, bool maximumIsExclusive = false)
        => Holds(Math.Round(value), minimum, maximum, minimumIsExclusive, maximumIsExclusive);

    /// <summary>An integer in a text against integer limits; an empty text passes, a text that is no number does not.</summary>
    /// <inheritdoc cref="Holds{T}"/>
    public static bool HoldsText(string? value, int minimum, int maximum, bool minimumIsExclusive = false, bool maximumIsExclusive = false)
        => string.IsNullOrEmpty(value)
            || (int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                && Holds(number, minimum, maximum, minimumIsExclusive, maximumIsExclusive));

    /// <summary>A number in a text against fractional limits; an empty text passes, a text that is no number does not.</summary>
    /// <inheritdoc cref="Holds{T}"/>
    public static bool HoldsText(string? value, double minimum, double maximum, bool minimumIsExclusive = false, bool maximumIsExclusive = false)
        => string.IsNullOrEmpty(value)
            || (double.TryParse(value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
                && Holds(number, minimum, maximum, minimumIsExclusive, maximumIsExclusive));
}
