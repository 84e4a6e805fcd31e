using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GoQueue.Generated.Validation;

/// <summary>What generated validation adds its failures to. Nothing is allocated before the first failure. Not thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ValidationFailures
{
    private List<ValidationFailure>? _failures;

    /// <summary>How many failures there are so far.</summary>
    public readonly int Count => _failures?.Count ?? 0;

    /// <summary>Adds a failure.</summary>
    /// <param name="path">The member, relative to the value being checked.</param>
    /// <param name="rule">The rule's name, as its attribute without "Attribute".</param>
    /// <param name="message">What is wrong; never the value.</param>
    public void Add(string path, string rule, string message) => (_failures ??= []).Add(new ValidationFailure(path, rule, message));

    /// <summary>
    /// Puts <paramref name="prefix"/> in front of the paths added since <paramref name="start"/>: what a nested value found belongs to its
    /// container's path. Only called after a failure, so that the path of a valid value is never built.
    /// </summary>
    /// <param name="start">The <see cref="Count"/> before the nested value was checked.</param>
    /// <param name="prefix">The container's member, <c>Address</c> or <c>Items[3]</c>.</param>
    public readonly void Prefix(int start, string prefix)
    {
        if (_failures is null)
        {
            return;
        }

        foreach (ref var failure in CollectionsMarshal.AsSpan(_failures)[start..])
        {
            failure = failure with { Path = failure.Path.Length == 0 ? prefix : $"{prefix}.{failure.Path}" };
        }
    }

    /// <summary>All failures, in the order of their discovery; empty where all rules hold.</summary>
    public readonly IReadOnlyList<ValidationFailure> ToList() => (IReadOnlyList<ValidationFailure>?)_failures ?? [];
}
