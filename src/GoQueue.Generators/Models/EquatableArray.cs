using System.Collections.Immutable;

namespace GoQueue.Generators.Models;

/// <summary>Makes <see cref="EquatableArray{T}"/>s of sequences.</summary>
internal static class EquatableArray
{
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new(items.ToImmutableArray());
}
