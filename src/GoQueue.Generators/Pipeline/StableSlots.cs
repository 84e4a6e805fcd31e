using System.Collections.Immutable;
using GoQueue.Generators.CSharp;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Pipeline;

/// <summary>
/// Puts the values of a pipeline into an order of their own. Roslyn compares the values of two runs by position: where files or records are
/// reordered, every value stands in another place and is printed again; and in a sorted list, one more value shifts all that follow. Here each
/// value has a place in a table that its key alone decides, as in a hash table with open addressing, so that a value moves only when one of the
/// same hash comes or goes.
/// </summary>
internal static class StableSlots
{
    private const int SmallestTable = 256;

    /// <summary>The values in their slots, one pipeline item each.</summary>
    /// <param name="values">The values.</param>
    /// <param name="key">What a value is known by; stays equal while the value changes.</param>
    public static IncrementalValuesProvider<T> InStableSlots<T>(this IncrementalValuesProvider<T> values, Func<T, string> key)
        where T : class => values.Collect().InStableSlots(key);

    /// <inheritdoc cref="InStableSlots{T}(IncrementalValuesProvider{T}, Func{T, string})"/>
    public static IncrementalValuesProvider<T> InStableSlots<T>(this IncrementalValueProvider<ImmutableArray<T>> values, Func<T, string> key)
        where T : class => values
            .SelectMany((all, _) => Place(all, key))
            .Where(static value => value is not null)
            .Select(static (value, _) => value!);

    /// <summary>The table: at most a quarter full, so that few values stand next to one another.</summary>
    internal static ImmutableArray<T?> Place<T>(ImmutableArray<T> values, Func<T, string> key)
        where T : class
    {
        if (values.IsEmpty)
        {
            return [];
        }

        var size = SmallestTable;
        while (size < values.Length * 4)
        {
            size *= 2;
        }

        var sorted = values.ToArray();
        Array.Sort(sorted, (a, b) => StringComparer.Ordinal.Compare(key(a), key(b)));
        var table = new T?[size];
        foreach (var value in sorted)
        {
            var slot = (int)(StableHash.Compute(key(value)) & (uint)(size - 1));
            while (table[slot] is not null)
            {
                slot = (slot + 1) & (size - 1);
            }

            table[slot] = value;
        }

        return ImmutableArray.Create(table);
    }
}
