using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GoQueue.Generated.Validation.Rules;

namespace GoQueue.Generated.Validation;

/// <summary>What generated validation adds its failures to. Nothing is allocated before the first failure. Not thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ValidationFailures
{
    /// <summary>How deep values of a type that contains itself may be nested: as deep as System.Text.Json writes by default.</summary>
    public const int DeepestNesting = 64;

    private List<ValidationFailure>? _failures;
    private int _depth;

    /// <summary>How many failures there are so far.</summary>
    public readonly int Count => _failures?.Count ?? 0;

    /// <summary>Adds a failure.</summary>
    /// <param name="path">The member, relative to the value being checked.</param>
    /// <param name="rule">The rule's name, as its attribute without "Attribute".</param>
    /// <param name="message">What is wrong; never the value.</param>
    public void Add(string path, string rule, string message) => (_failures ??= []).Add(new ValidationFailure(path, rule, message));

    /// <summary>
    /// Puts <paramref name="prefix"/> in front of the paths added since <paramref name="start"/>: what a nested value found belongs to its
    /// container's path. The path of a valid value is never built.
    /// </summary>
    /// <param name="start">The <see cref="Count"/> before the nested value was checked.</param>
    /// <param name="prefix">The container's member, <c>Address</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Prefix(int start, string prefix)
    {
        if (Count != start)
        {
            PutInFront(start, prefix);
        }
    }

    /// <summary>The same for an element of a collection: <c>[3]</c>.</summary>
    /// <param name="start">The <see cref="Count"/> before the element was checked.</param>
    /// <param name="index">The element's index.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void PrefixIndex(int start, int index)
    {
        if (Count != start)
        {
            PutInFront(start, string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
        }
    }

    /// <summary>The same for a value of a dictionary: <c>[EUR]</c>.</summary>
    /// <typeparam name="TKey">The type of the dictionary's keys.</typeparam>
    /// <param name="start">The <see cref="Count"/> before the value was checked.</param>
    /// <param name="key">The value's key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void PrefixKey<TKey>(int start, TKey key)
    {
        if (Count != start)
        {
            PutInFront(start, string.Create(CultureInfo.InvariantCulture, $"[{key}]"));
        }
    }

    /// <summary>Goes one level down in a type that contains itself. Every call, whatever it returns, needs its <see cref="Leave"/>.</summary>
    /// <returns><see langword="false"/> where the value is too deep to be checked or written; that is a failure.</returns>
    public bool Enter()
    {
        if (++_depth <= DeepestNesting)
        {
            return true;
        }

        Add(string.Empty, "Depth", RuleMessages.Format(RuleMessages.TooDeep, DeepestNesting.ToString(CultureInfo.InvariantCulture)));
        return false;
    }

    /// <summary>Goes one level up again.</summary>
    public void Leave() => _depth--;

    /// <summary>All failures, in the order of their discovery; empty where all rules hold.</summary>
    public readonly IReadOnlyList<ValidationFailure> ToList() => (IReadOnlyList<ValidationFailure>?)_failures ?? [];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void PutInFront(int start, string prefix)
    {
        foreach (ref var failure in CollectionsMarshal.AsSpan(_failures)[start..])
        {
            // "Items" + "[3]" + "Sku" is Items[3].Sku.
            var path = failure.Path;
            var separator = path.Length == 0 || path[0] == '[' ? string.Empty : ".";
            failure = failure with { Path = $"{prefix}{separator}{path}" };
        }
    }
}
