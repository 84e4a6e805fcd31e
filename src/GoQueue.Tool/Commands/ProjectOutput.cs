using GoQueue.Tool.Reading;

namespace GoQueue.Tool.Commands;

/// <summary>Finds the assembly that a project has built last.</summary>
internal static class ProjectOutput
{
    public static string Find(string folder)
    {
        if (Directory.GetFiles(folder, "*.csproj") is not [var project])
        {
            throw new ContractSourceException("There is not exactly one project in this folder: name the assembly.");
        }

        var name = Path.GetFileNameWithoutExtension(project) + ".dll";
        var bin = Path.Combine(folder, "bin");
        return Directory.Exists(bin) && Directory.EnumerateFiles(bin, name, SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault() is { } found
            ? found
            : throw new ContractSourceException($"{name} was not found below bin: build the project first, or name the assembly.");
    }
}
