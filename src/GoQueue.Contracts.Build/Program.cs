using GoQueue.Generators.Contracts;
using GoQueue.Tool.Commands;
using GoQueue.Tool.Reading;

namespace GoQueue.Contracts.Build;

/// <summary>What the target calls: <c>accept FILE COMPATIBILITY BREAKING ASSEMBLY…</c>. Its lines have the form of compiler errors, which MSBuild reports as such.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments is not ["accept", var file, var compatibility, var breaking, .. { Length: > 0 } assemblies])
        {
            Console.Error.WriteLine("usage: goqueue-build accept FILE COMPATIBILITY BREAKING ASSEMBLY...");
            return 2;
        }

        try
        {
            var names = breaking.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            ContractMode? mode = compatibility switch { "full" => ContractMode.Full, "forward" => ContractMode.Forward, _ => null };
            return ContractAccept.Run(file, mode, names, assemblies, isOn: true, Console.Out, Console.Error);
        }
        catch (Exception fault) when (fault is ContractSourceException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error GQ6009: {fault.Message}");
            return 2;
        }
    }
}
