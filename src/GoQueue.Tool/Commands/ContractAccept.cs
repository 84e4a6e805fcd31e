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
    /// <param name="output">Takes the summary.</param>
    /// <param name="errors">Takes the reasons if nothing is written.</param>
    /// <returns>The exit code: 0, or 1 if nothing was written because of a change.</returns>
    public static int Run(string file, ContractMode? mode, IEnumerable<string> breaking, IReadOnlyList<string> assemblies, TextWriter output, TextWriter errors)
    {
        var old = ContractFiles.Read(file, mayBeMissing: true);
        var (code, fault) = Merge(assemblies);
        if (fault is not null)
        {
            errors.WriteLine(fault);
            return 1;
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
        for (var i = 0; i < assemblies.Count; i++)
        {
            var seen = new HashSet<ContractIdentity>();
            foreach (var block in ContractAssembly.Read(assemblies[i]))
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
        }

        return ([.. blocks.Values], null);
    }
}
