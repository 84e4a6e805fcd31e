using GoQueue.Generators.Emission;
using GoQueue.Generators.Models;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Pipeline;

/// <summary>The branch of the pipeline that prints contracts: apart from the other files, so that those do not see a contract change.</summary>
internal static class ContractPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ParsedEvent?> parsed)
    {
        var contracts = parsed
            .Where(static parsed => parsed!.Contract is not null)
            .Select(static (parsed, _) => parsed!.Contract!)
            .WithTrackingName(TrackingNames.Contracts)
            .Collect();
        context.RegisterImplementationSourceOutput(contracts, static (output, blocks) =>
        {
            if (!blocks.IsEmpty)
            {
                output.AddSource(ContractEmitter.HintName, ContractEmitter.Emit(blocks));
            }
        });
    }
}
