namespace Tocsin.Cli.Export;

/// <summary>The output as a stream that can only be written on, and knows how far it is.</summary>
internal sealed class ParquetSink(DataOutput output) : Stream
{
    private long _position;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _position;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("What is written is gone; this stream has no way back.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        output.Write(buffer);
        _position += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is only written on.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("What is written is gone; this stream has no way back.");

    public override void SetLength(long value) => throw new NotSupportedException("This stream is as long as what is written on it.");
}
