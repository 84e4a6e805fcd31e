using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GoQueue.Generators.Contracts;

namespace GoQueue.Tool.Reading;

/// <summary>Reads the contracts that an assembly carries. The assembly is only read, never loaded: it may be anybody's.</summary>
internal static class ContractAssembly
{
    // The text of one event is a few hundred bytes; a larger one is not ours.
    private const int LongestText = 1 << 20;

    public static List<ContractBlock> Read(string path)
    {
        using var stream = Open(path);
        return Read(stream, path);
    }

    /// <param name="stream">The file of the assembly.</param>
    /// <param name="name">Its name in messages.</param>
    public static List<ContractBlock> Read(Stream stream, string name)
    {
        try
        {
            using var file = new PEReader(stream, PEStreamOptions.LeaveOpen);
            if (!file.HasMetadata)
            {
                throw new ContractSourceException($"{name} is not a .NET assembly: name the assembly of a project that declares events.");
            }

            var metadata = file.GetMetadataReader();
            return metadata.IsAssembly ? Read(metadata, name) : throw new ContractSourceException($"{name} is not an assembly: name the assembly of a project that declares events.");
        }
        catch (Exception fault) when (fault is BadImageFormatException or ArgumentException or IndexOutOfRangeException or OverflowException or InvalidOperationException)
        {
            throw new ContractSourceException($"{name} is not a .NET assembly ({fault.Message.TrimEnd('.')}): name the assembly of a project that declares events.");
        }
        catch (ContractFormatException fault)
        {
            throw new ContractSourceException($"{name} carries a contract that this version cannot read: its line {fault.Line + 1} {fault.Message}. Update the tool.");
        }
    }

    private static List<ContractBlock> Read(MetadataReader metadata, string name)
    {
        var blocks = new List<ContractBlock>();
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (!IsOurs(metadata, attribute.Constructor))
            {
                continue;
            }

            var value = metadata.GetBlobReader(attribute.Value);
            if (value.Length is < 8 or > LongestText || value.ReadUInt16() != 1)
            {
                throw new ContractSourceException($"{name} carries a contract that cannot be read: build it again.");
            }

            var format = value.ReadInt32();
            if (format != ContractFile.Format)
            {
                throw new ContractSourceException($"{name} carries contracts of format {format}, and this version reads format {ContractFile.Format}: update the tool.");
            }

            blocks.Add(ContractReader.ReadBlock(value.ReadSerializedString() ?? ""));
        }

        return blocks;
    }

    private static bool IsOurs(MetadataReader metadata, EntityHandle constructor)
    {
        if (constructor.Kind != HandleKind.MemberReference || metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is not { Kind: HandleKind.TypeReference } parent)
        {
            return false;
        }

        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Name, "GoQueueContractAttribute") && metadata.StringComparer.Equals(type.Namespace, "GoQueue.Generated");
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ContractSourceException($"{path} cannot be read: {fault.Message}");
        }
    }
}
