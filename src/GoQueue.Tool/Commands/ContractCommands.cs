using GoQueue.Generators.Contracts;
using GoQueue.Tool.Comparing;
using GoQueue.Tool.Reading;
using GoQueue.Tool.Verification;

namespace GoQueue.Tool.Commands;

/// <summary>What the commands do. Each returns the exit code.</summary>
internal static class ContractCommands
{
    public const int Fine = 0;
    public const int Different = 1;
    public const int Unusable = 2;
    public const int Nothing = 3;

    public static int Compare(ContractFile before, ContractFile after, OutputFormat format, TextWriter output)
    {
        var comparison = Comparison.Of(before, after);
        if (comparison.Count == 0)
        {
            throw new ContractNothingException("There is no event to compare.");
        }

        output.Write(format switch
        {
            OutputFormat.Json => ComparisonWriter.Json(comparison),
            OutputFormat.Markdown => ComparisonWriter.Markdown(comparison),
            _ => ComparisonWriter.Text(comparison),
        });
        return comparison.CountOf(ContractVerdict.Breaking) > 0 ? Different : Fine;
    }

    public static int Accept(IReadOnlyList<string> assemblies, string? file, IEnumerable<string> breaking, ContractMode? mode, TextWriter output, TextWriter errors)
    {
        var named = assemblies.Count > 0 ? assemblies : ProjectOutput.Find(Environment.CurrentDirectory);
        return ContractAccept.Run(file ?? ContractFile.Name, mode, breaking.SelectMany(static names => names.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), named, isOn: false, output, errors);
    }

    public static int Release(string path, bool check, TextWriter output)
    {
        var files = Directory.Exists(path) ? ContractInput.FilesBelow(path).ToList() : [path];
        if (files.Count == 0)
        {
            throw new ContractNothingException($"There is no {ContractFile.Name} in {path}.");
        }

        var drafts = 0;
        foreach (var name in files)
        {
            var file = ContractFiles.Read(name);
            foreach (var block in file.Blocks.Values.Where(static block => block.IsDraft))
            {
                drafts++;
                output.WriteLine(check ? $"{block} is a draft" : $"{block} is released");
            }

            if (!check)
            {
                ContractFiles.Write(name, ContractAcceptance.Release(file));
            }
        }

        return check && drafts > 0 ? Different : Fine;
    }

    public static int List(ContractFile file, TextWriter output)
    {
        if (file.Blocks.Count == 0)
        {
            throw new ContractNothingException("There is no event.");
        }

        foreach (var block in file.Blocks.Values)
        {
            output.WriteLine($"{block}{(block.IsDraft ? " draft" : block.IsRetired ? " retired" : "")}");
        }

        return Fine;
    }

    public static int Verify(ContractFile file, string name, string message, TextReader input, TextWriter output)
    {
        var block = file.Blocks.Values.LastOrDefault(block => block.Name == name && !block.IsRetired)
            ?? file.Blocks.Values.FirstOrDefault(block => block.ToString() == name && !block.IsRetired)
            ?? throw new ContractNothingException($"There is no event '{name}': 'dotnet goqueue list' shows their names.");
        var text = message == "-" ? input.ReadToEnd() : File.Exists(message) ? File.ReadAllText(message) : throw new ContractSourceException($"{message} does not exist.");
        var (format, faults) = MessageVerifier.Verify(block, text);
        foreach (var fault in faults)
        {
            output.WriteLine($"{(message == "-" ? "message" : Path.GetFileName(message))}: {format}; {fault}");
        }

        if (faults.Count == 0)
        {
            output.WriteLine($"{(message == "-" ? "message" : Path.GetFileName(message))}: {format}; as {block} says");
        }

        return faults.Count == 0 ? Fine : Different;
    }
}
