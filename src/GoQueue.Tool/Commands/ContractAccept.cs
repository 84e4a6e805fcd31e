using GoQueue.Generators.Contracts;
using GoQueue.Tool.Reading;

namespace GoQueue.Tool.Commands;

/// <summary>Writes a contract file from the assemblies of its project. The build and the tool both call this.</summary>
internal static class ContractAccept
{
    /// <param name="file">The path of the file.</param>
    /// <param name="mode">What the file's first line says; null keeps it.</param>
    /// <param name="breaking">The events whose consumers may break.</param>
    /// <param name="assemblies">The assemblies: one for each target framework.</param>
    /// <param name="isOn">Whether the assemblies are known to be built with contracts, so that none means that no event is left.</param>
    /// <param name="output">Takes the summary.</param>
    /// <param name="errors">Takes the reasons if nothing is written.</param>
    /// <returns>The exit code: 0, or 1 if nothing was written because of a change.</returns>
    public static int Run(string file, ContractMode? mode, IEnumerable<string> breaking, IReadOnlyList<string> assemblies, bool isOn, TextWriter output, TextWriter errors)
    {
        var old = ContractFiles.Read(file, mayBeMissing: true);
        var (code, fault) = Merge(assemblies);
        if (fault is not null)
        {
            errors.WriteLine(fault);
            return 1;
        }

        if (code.Count == 0 && !isOn)
        {
            throw new ContractSourceException(
                $"{string.Join(", ", assemblies.Select(Path.GetFileName))} carries no contracts: set GoQueueContracts to true in the project, and build it again. If its last event is gone, build it with GoQueueContracts=accept.");
        }

        var accepted = ContractAcceptance.Accept(old, code, mode ?? old.Mode, breaking, []);
        if (accepted.Refusals.Count > 0)
        {
            foreach (var refusal in accepted.Refusals)
            {
                errors.WriteLine($"error GQ6004: {refusal}");
            }

            errors.WriteLine($"{ContractFile.Name} was not changed: to break the consumers of an event, name it (-p:GoQueueContractsBreaking=topic/action, or accept --breaking topic/action).");
            return 1;
        }

        ContractFiles.Write(file, accepted.Text);
        output.WriteLine(accepted.Summary);
        return 0;
    }

    private static (List<ContractBlock> Blocks, string? Fault) Merge(IReadOnlyList<string> assemblies)
    {
        var blocks = new SortedDictionary<ContractIdentity, ContractBlock>();
        var declared = new List<HashSet<ContractIdentity>>();
        foreach (var assembly in assemblies)
        {
            var seen = new HashSet<ContractIdentity>();
            foreach (var block in ContractAssembly.Read(assembly))
            {
                if (!seen.Add(block.Identity))
                {
                    return ([], $"error GQ6010: {block} is declared twice: give one of the two another action or major version.");
                }

                if (blocks.TryGetValue(block.Identity, out var other) && (!other.HasLinesOf(block) || other.Version != block.Version))
                {
                    return ([], $"error GQ6010: {block} differs between the target frameworks of the project: give it one shape.");
                }

                blocks[block.Identity] = block;
            }

            // A framework that the project has no GoQueue for carries nothing.
            if (seen.Count > 0)
            {
                declared.Add(seen);
            }
        }

        foreach (var block in blocks.Values)
        {
            if (!declared.TrueForAll(seen => seen.Contains(block.Identity)))
            {
                return ([], $"error GQ6010: {block} is not declared for all target frameworks of the project, which share one contract file: declare it for all of them.");
            }
        }

        return ([.. blocks.Values], null);
    }
}
