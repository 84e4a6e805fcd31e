using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Diagnostics;

/// <summary>Collects what the parsers of one event find.</summary>
internal sealed class DiagnosticSink
{
    private readonly ImmutableArray<DiagnosticInfo>.Builder _found = ImmutableArray.CreateBuilder<DiagnosticInfo>();

    /// <summary>Whether something was found that can never work: the event becomes a stub.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Notes an error that the compiler reports: the event becomes a stub.</summary>
    public void Break() => HasErrors = true;

    /// <summary>Adds a finding; its descriptor's default severity says whether the event is broken.</summary>
    /// <param name="descriptor">The rule.</param>
    /// <param name="location">The smallest word to change.</param>
    /// <param name="arguments">The arguments of the rule's message.</param>
    public void Report(DiagnosticDescriptor descriptor, Location? location, params object?[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        _found.Add(new DiagnosticInfo(descriptor, location, arguments));
    }

    /// <summary>Adds what was found before, by a parse that several events share.</summary>
    public void AddRange(ImmutableArray<DiagnosticInfo> found)
    {
        foreach (var info in found)
        {
            HasErrors |= info.Descriptor.DefaultSeverity == DiagnosticSeverity.Error;
            _found.Add(info);
        }
    }

    /// <summary>Takes back what <paramref name="weaker"/> says where <paramref name="stronger"/> speaks of the same place with another cure.</summary>
    /// <param name="weaker">The rule that gives way; a warning.</param>
    /// <param name="stronger">The rule that is said.</param>
    public void Yield(DiagnosticDescriptor weaker, DiagnosticDescriptor stronger)
    {
        for (var i = _found.Count - 1; i >= 0; i--)
        {
            var place = _found[i].Location;
            if (_found[i].Descriptor.Id == weaker.Id && _found.Any(other => other.Descriptor.Id == stronger.Id && other.Location == place))
            {
                _found.RemoveAt(i);
            }
        }
    }

    public ImmutableArray<DiagnosticInfo> ToImmutable() => _found.ToImmutable();
}
