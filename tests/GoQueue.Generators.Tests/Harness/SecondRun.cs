using Microsoft.CodeAnalysis;
using Xunit;

namespace GoQueue.Generators.Tests.Harness;

/// <summary>What the generator did after an edit.</summary>
public sealed class SecondRun
{
    private readonly GeneratorRunResult _result;

    internal SecondRun(GeneratorRunResult result)
    {
        Assert.Null(result.Exception);
        _result = result;
    }

    /// <summary>The hint names of the files there are now.</summary>
    public IReadOnlyList<string> HintNames => [.. _result.GeneratedSources.Select(source => source.HintName)];

    /// <summary>The hint names of the files that were printed again. An output that ran and gave nothing is an empty name.</summary>
    public IReadOnlyList<string> Printed =>
    [
        .. _result.TrackedOutputSteps
            .SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs)
            .Where(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))
            .SelectMany(output => HintNamesOf(output.Value))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Demands that every output is Cached, and every model step Cached or Unchanged.</summary>
    public void PrintsNothing()
    {
        foreach (var (name, steps) in _result.TrackedOutputSteps)
        {
            foreach (var output in steps.SelectMany(step => step.Outputs))
            {
                Assert.True(output.Reason == IncrementalStepRunReason.Cached, $"An output of '{name}' was {output.Reason}.");
            }
        }

        foreach (var (name, steps) in _result.TrackedSteps.Where(step => IncrementalAssert.ModelSteps.Contains(step.Key)))
        {
            foreach (var output in steps.SelectMany(step => step.Outputs))
            {
                Assert.True(
                    output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                    $"The step '{name}' was {output.Reason}: {output.Value}");
            }
        }
    }

    /// <summary>Demands that exactly these files are printed again.</summary>
    public void PrintsOnly(params string[] hintNames) => Assert.Equal(hintNames.Order(StringComparer.Ordinal), Printed);

    private static IEnumerable<string> HintNamesOf(object output)
    {
        // The driver's own record of an output: (sources, diagnostics), of an internal type.
        var sources = output.GetType().GetField("Item1")?.GetValue(output) as System.Collections.IEnumerable ?? Array.Empty<object>();
        foreach (var source in sources)
        {
            yield return (string)source.GetType().GetProperty("HintName")!.GetValue(source)!;
        }
    }
}
