using System.Runtime.InteropServices;

namespace Tocsin.Training.Neural;

/// <summary>All that a training needs to go on as if it had not stopped.</summary>
internal static class Checkpoint
{
    public static void Save(string path, IReadOnlyList<Parameter> parameters, Adam adam, int epoch)
    {
        var temporary = path + ".new";
        using (var writer = new BinaryWriter(File.Create(temporary)))
        {
            writer.Write(epoch);
            writer.Write(adam.Steps);
            foreach (var p in parameters)
            {
                writer.Write(p.Name);
                foreach (var values in new[] { p.Value, p.Moment, p.Variance })
                {
                    writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
                }
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Epochs done; 0 where there is no checkpoint.</summary>
    public static int Load(string path, IReadOnlyList<Parameter> parameters, Adam adam)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var stream = File.OpenRead(path);
        using var reader = new BinaryReader(stream);
        var epoch = reader.ReadInt32();
        adam.Steps = reader.ReadInt32();
        foreach (var p in parameters)
        {
            if (reader.ReadString() is var name && name != p.Name)
            {
                throw new InvalidDataException($"The checkpoint holds {name} where this network has {p.Name}: it was made with other settings.");
            }

            foreach (var values in new[] { p.Value, p.Moment, p.Variance })
            {
                stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            }
        }

        return epoch;
    }
}
