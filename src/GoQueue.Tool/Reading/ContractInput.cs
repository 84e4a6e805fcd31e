using System.IO.Compression;
using GoQueue.Generators.Contracts;
using GoQueue.Tool.Commands;

namespace GoQueue.Tool.Reading;

/// <summary>Reads what a command line names: a contract file, an assembly, a package, a project or a folder.</summary>
internal static class ContractInput
{
    private const int LargestAssembly = 256 * 1024 * 1024;

    private static readonly string[] s_skipped = ["bin", "obj", "node_modules"];

    /// <summary>The contracts of a path. Several files are one catalog.</summary>
    public static ContractFile Read(string path)
    {
        if (Directory.Exists(path))
        {
            var files = FilesBelow(path).ToList();
            return files.Count > 0 ? Merge(files.Select(static file => (file, ContractFiles.Read(file))))
                : throw new ContractNothingException($"There is no {ContractFile.Name} in {path}: accept the events first, or name another path.");
        }

        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            _ when !File.Exists(path) => throw new ContractSourceException($"{path} does not exist."),
            ".dll" or ".exe" => OfBlocks(ContractAssembly.Read(path), path),
            ".nupkg" => ReadPackage(path),
            ".csproj" => ContractFiles.Read(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ContractFile.Name)),
            _ => ContractFiles.Read(path),
        };
    }

    /// <summary>The contract files in a folder and below.</summary>
    public static IEnumerable<string> FilesBelow(string folder)
    {
        var file = Path.Combine(folder, ContractFile.Name);
        if (File.Exists(file))
        {
            yield return file;
        }

        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(inner);
            if (name[0] != '.' && !s_skipped.Contains(name) && new DirectoryInfo(inner).LinkTarget is null)
            {
                foreach (var found in FilesBelow(inner))
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>One catalog of several.</summary>
    public static ContractFile Merge(IEnumerable<(string Name, ContractFile File)> files)
    {
        var owners = new Dictionary<ContractIdentity, string>();
        var blocks = new SortedDictionary<ContractIdentity, ContractBlock>();
        var mode = ContractMode.Forward;
        foreach (var (name, file) in files)
        {
            mode = file.Mode == ContractMode.Full ? ContractMode.Full : mode;
            foreach (var (identity, block) in file.Blocks)
            {
                if (!blocks.TryAdd(identity, block))
                {
                    throw new ContractSourceException($"{block} is in {owners[identity]} and in {name}: an event is declared in one place; give one of the two another action.");
                }

                owners.Add(identity, name);
            }
        }

        return new ContractFile { Mode = mode, Blocks = blocks };
    }

    /// <summary>The catalog of an assembly.</summary>
    public static ContractFile OfBlocks(List<ContractBlock> blocks, string name)
    {
        if (blocks.Count == 0)
        {
            throw new ContractNothingException($"{name} carries no contracts: set GoQueueContracts to true in its project, and build it again.");
        }

        var byIdentity = new SortedDictionary<ContractIdentity, ContractBlock>();
        foreach (var block in blocks)
        {
            if (!byIdentity.TryAdd(block.Identity, block))
            {
                throw new ContractSourceException($"{name} declares {block} twice: give one of the two another action or major version.");
            }
        }

        return new ContractFile { Blocks = byIdentity };
    }

    // A package may be anybody's: one entry must not fill the memory.
    private static MemoryStream Unpack(ZipArchiveEntry entry, string path)
    {
        var copy = new MemoryStream();
        using var stream = entry.Open();
        var buffer = new byte[81_920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > LargestAssembly)
            {
                copy.Dispose();
                throw new ContractSourceException($"{Path.GetFileName(path)}/{entry.FullName} is larger than {LargestAssembly / (1024 * 1024)} MB: name the assembly itself.");
            }
        }

        copy.Position = 0;
        return copy;
    }

    private static ContractFile ReadPackage(string path)
    {
        try
        {
            using var package = ZipFile.OpenRead(path);
            var blocks = new Dictionary<ContractIdentity, ContractBlock>();
            foreach (var entry in package.Entries.Where(static entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal) && entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
            {
                using var copy = Unpack(entry, path);

                // One assembly per framework, with the same events.
                foreach (var block in ContractAssembly.Read(copy, $"{Path.GetFileName(path)}/{entry.FullName}"))
                {
                    blocks.TryAdd(block.Identity, block);
                }
            }

            return OfBlocks([.. blocks.Values], path);
        }
        catch (InvalidDataException fault)
        {
            throw new ContractSourceException($"{path} is not a package: {fault.Message}");
        }
    }
}
